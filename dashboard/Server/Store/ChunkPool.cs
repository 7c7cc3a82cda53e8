namespace Platform.Dashboard.Store;

/// <summary>
/// Memory of chunks that are gone, to be used again as soon as no reader can still see them: a reader counts itself in before it looks at the shelf,
/// so when nobody is counted, whoever comes sees a shelf without them. Writers call it under their lock.
/// </summary>
internal sealed class ChunkPool<TRow>(int chunkBytes, int firstRows)
    where TRow : struct
{
    private const int Most = 2;
    private readonly Stack<ChunkSpace<TRow>> free = new();
    private readonly List<ChunkSpace<TRow>> leaving = [];
    private int readers;

    public long Size { get; private set; }

    public void Enter() => Interlocked.Increment(ref readers);

    public void Leave() => Interlocked.Decrement(ref readers);

    /// <summary>Whether <see cref="Take"/> needs no memory beyond <see cref="Size"/>.</summary>
    public bool CanReuse(int atLeast)
    {
        if (leaving.Count > 0 && Interlocked.CompareExchange(ref readers, 0, 0) == 0)
        {
            leaving.ForEach(free.Push);
            leaving.Clear();
        }
        return atLeast <= chunkBytes && free.Count > 0;
    }

    public ChunkSpace<TRow> Take(int atLeast)
    {
        if (!CanReuse(atLeast))
        {
            return new ChunkSpace<TRow>(Math.Max(atLeast, chunkBytes), firstRows);
        }
        var space = free.Pop();
        Size -= space.Size;
        return space;
    }

    /// <summary>Of a chunk that is no longer on the shelf.</summary>
    public void Return(ChunkSpace<TRow> space)
    {
        // What readers hold for long, and what has another size, is the collector's.
        if (space.Bytes.Length == chunkBytes && free.Count + leaving.Count < Most)
        {
            leaving.Add(space);
            Size += space.Size;
        }
    }
}
