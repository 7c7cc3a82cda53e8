namespace Platform.Dashboard.Metrics;

/// <summary>What all points together weigh, and which are the oldest.</summary>
internal sealed class MetricLedger
{
    private readonly Queue<PointChunk> chunks = new();

    public long Bytes { get; private set; }

    public void Opened(PointChunk chunk)
    {
        chunks.Enqueue(chunk);
        Bytes += chunk.Bytes;
    }

    public void Grew(long bytes) => Bytes += bytes;

    public void Gone(PointChunk chunk) => Bytes -= chunk.Bytes;

    /// <summary>The stretch that was begun first; null where there is none.</summary>
    public PointChunk? Oldest()
    {
        while (chunks.TryPeek(out var chunk))
        {
            if (!chunk.IsGone)
            {
                return chunk;
            }
            chunks.Dequeue();
        }
        return null;
    }
}
