using System.Threading.Channels;

namespace Platform.Dashboard.Live;

/// <summary>What one tab has not been told yet. A tab that is slow is told less often, not later.</summary>
internal sealed class LiveClient
{
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private int topics;
    private long sequence;

    public void Notify(long number, int changed)
    {
        Interlocked.Or(ref topics, changed);
        Interlocked.Exchange(ref sequence, number);
        wake.Writer.TryWrite(true);
    }

    public async ValueTask<(long Sequence, int Topics)> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await wake.Reader.ReadAsync(cancellationToken);
            // The number first: topics of a later tick may come with an earlier number, never the other way round.
            var number = Interlocked.Read(ref sequence);
            if (Interlocked.Exchange(ref topics, 0) is var changed and not 0)
            {
                return (number, changed);
            }
        }
    }
}
