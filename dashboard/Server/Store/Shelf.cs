namespace Platform.Dashboard.Store;

/// <summary>The chunks of a store at one moment, in order of their rows: first those of traces that outlive the rest, then all that came of late.</summary>
/// <param name="Kept">How many are of the first sort.</param>
internal sealed record Shelf<TRow>(Chunk<TRow>[] Chunks, int Kept)
    where TRow : struct, ITelemetryRow
{
    public static Shelf<TRow> Empty { get; } = new([], 0);

    public Chunk<TRow>? Last => Chunks.Length > Kept ? Chunks[^1] : null;

    public Chunk<TRow>? OldestWhole => Chunks.Length > Kept && Chunks[Kept].Count > 0 ? Chunks[Kept] : null;

    public long Size => Sum(Chunks);

    public long KeptSize => Sum(Chunks.AsSpan(0, Kept));

    private static long Sum(ReadOnlySpan<Chunk<TRow>> chunks)
    {
        var sum = 0L;
        foreach (var chunk in chunks)
        {
            sum += chunk.Size;
        }
        return sum;
    }
}
