using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>
/// Keeps something about a store's spans: reads on when it is asked, so that ingestion pays nothing for it; starts over when the store has dropped a
/// tenth of what was read, or was cleared.
/// </summary>
internal abstract class SpanFollower(SpanStore spans)
{
    private readonly SpanRow[] rows = new SpanRow[1024];
    private long read;
    private long counted;
    private long dropped = spans.Dropped;

    protected Lock Gate { get; } = new();

    /// <summary>To be called under <see cref="Gate"/>, as are those that it calls.</summary>
    protected void CatchUp()
    {
        ReadOn();
        var gone = spans.Dropped - dropped;
        var cleared = counted - gone > spans.Count;
        if (cleared || gone * 10 > counted)
        {
            Forget();
            (read, counted, dropped) = (0, 0, spans.Dropped);
            ReadOn();
        }
    }

    protected abstract void Add(in SpanRow row);

    protected abstract void Forget();

    private void ReadOn()
    {
        while (spans.Read(read, rows) is > 0 and var got)
        {
            foreach (ref readonly var row in rows.AsSpan(0, got))
            {
                Add(in row);
            }
            read = rows[got - 1].Sequence;
            counted += got;
        }
    }
}
