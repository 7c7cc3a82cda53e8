using System.Threading.Channels;
using Platform.Dashboard.Live;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Resources;

/// <summary>Counts error logs by their senders as they arrive, on a task of its own: who sends them waits for nothing.</summary>
internal sealed class ErrorFollower(TelemetrySet live, ErrorCounter errors, ChangeFeed feed) : BackgroundService
{
    private readonly Channel<bool> arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly LogRow[] rows = new LogRow[1024];
    private long seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        live.Logs.Arrived += Wake;
        try
        {
            Wake();
            while (await arrivals.Reader.WaitToReadAsync(stoppingToken))
            {
                arrivals.Reader.TryRead(out _);
                if (Count())
                {
                    feed.Changed(Topic.Resources);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
        finally
        {
            live.Logs.Arrived -= Wake;
        }

        void Wake() => arrivals.Writer.TryWrite(true);
    }

    private bool Count()
    {
        var any = false;
        while (live.Logs.Read(seen, rows) is > 0 and var count)
        {
            foreach (ref readonly var row in rows.AsSpan(0, count))
            {
                if (row.IsError)
                {
                    errors.Add(live.Tables.Sources[row.Source].ServiceName, 1);
                    any = true;
                }
            }
            seen = rows[count - 1].Sequence;
        }
        return any;
    }
}
