using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

public abstract partial class ChunkedStore<TRow>
{
    private readonly Lock gate = new();
    private readonly TraceKeeper? keeper;
    private readonly long budget;
    private readonly int chunkBytes;
    private readonly ChunkPool<TRow> pool;
    private readonly HashSet<Chunk<TRow>> made = [];

    /// <summary>What the rows of a full chunk take beside its bytes.</summary>
    private long typicalRows;

    /// <summary>Why messages are rejected.</summary>
    private protected abstract string Rejection { get; }

    /// <summary>Forgets all, or what the services of the name sent.</summary>
    public virtual void Clear(string? service)
    {
        lock (gate)
        {
            if (service is null)
            {
                var gone = shelf.Chunks;
                shelf = Shelf<TRow>.Empty;
                Array.ForEach(gone, chunk => pool.Return(chunk.Space));
            }
            else
            {
                Filter(chunk =>
                {
                    var kept = new bool[chunk.Count];
                    var rows = chunk.Rows(kept.Length);
                    for (var index = 0; index < kept.Length; index++)
                    {
                        kept[index] = Sources[rows[index].RowSource].ServiceName != service;
                    }
                    return kept;
                });
            }
        }
        Arrived?.Invoke();
    }

    private protected IngestResult Append(Batch<TRow> batch, ReadOnlySpan<byte> request)
    {
        if (batch.Count > 0)
        {
            lock (gate)
            {
                Write(batch, request);
            }
            Arrived?.Invoke();
        }
        return batch.Rejected == 0 ? default : new IngestResult(batch.Rejected, Rejection);
    }

    private void Write(Batch<TRow> batch, ReadOnlySpan<byte> request)
    {
        var rows = batch.Rows;
        var refs = batch.Refs;
        var current = shelf.Last;
        var sequence = newest;
        for (var index = 0; index < rows.Length; index++)
        {
            ref readonly var place = ref refs[index];
            if (current is null || !current.Fits(place.Length))
            {
                current?.Publish();
                current = Begin(place.Length);
            }
            current.Add(in rows[index], ++sequence, request.Slice(place.Offset, place.Length), place.Scope);
        }
        current?.Publish();
        Interlocked.Exchange(ref newest, sequence);
    }

    private Chunk<TRow> Begin(int atLeast)
    {
        while (Bytes + Needed(atLeast) > budget && shelf.Chunks.Length > shelf.Kept)
        {
            Evict();
        }
        var chunk = new Chunk<TRow>(pool.Take(atLeast));
        typicalRows = Math.Max(typicalRows, chunk.Size - chunk.Space.Bytes.Length);
        shelf = new Shelf<TRow>([.. shelf.Chunks, chunk], shelf.Kept);
        return chunk;
    }

    private long Needed(int atLeast) => pool.CanReuse(atLeast) ? 0 : Math.Max(chunkBytes, atLeast) + typicalRows;

    /// <summary>Takes out the oldest chunk; what is to outlive it goes to the kept ones, in one step for readers.</summary>
    private void Evict()
    {
        var (all, kept) = (shelf.Chunks, shelf.Kept);
        var victim = all[kept];
        typicalRows = Math.Max(typicalRows, victim.Size - victim.Space.Bytes.Length);
        Span<bool> some = new bool[victim.Count];
        var survivors = keeper?.Mark(victim.Rows(some.Length), some) ?? 0;
        Interlocked.Add(ref dropped, some.Length - survivors);
        ReadOnlySpan<Chunk<TRow>> before = all.AsSpan(0, kept);
        ReadOnlySpan<Chunk<TRow>> after = all.AsSpan(kept + 1);
        if (survivors == 0)
        {
            shelf = new Shelf<TRow>([.. before, .. after], kept);
        }
        else
        {
            var bytes = victim.BytesOf(some);
            var last = kept > 0 && all[kept - 1].Fits(bytes, survivors) ? all[kept - 1] : null;
            shelf = last is null
                ? new Shelf<TRow>([.. before, new Chunk<TRow>(pool.Take(bytes)).With(victim, some), .. after], kept + 1)
                : new Shelf<TRow>([.. before[..^1], last.With(victim, some), .. after], kept);
        }
        pool.Return(victim.Space);
        while (shelf.KeptSize > Math.Max(budget / 4, chunkBytes * 2L))
        {
            ThinKept(keeper!);
        }
    }

    private void ThinKept(TraceKeeper keeper)
    {
        if (keeper.Thin())
        {
            Filter(
                chunk =>
                {
                    var kept = new bool[chunk.Count];
                    keeper.Mark(chunk.Rows(kept.Length), kept);
                    return kept;
                },
                onlyKept: true
            );
        }
        else
        {
            // Nothing but the slowest is left, and they alone are too much.
            var gone = shelf.Chunks[0];
            Interlocked.Add(ref dropped, gone.Count);
            shelf = new Shelf<TRow>(shelf.Chunks[1..], shelf.Kept - 1);
            pool.Return(gone.Space);
        }
    }

    /// <summary>Writes the rows that are to stay close together; readers see all as it was, or all as it will be.</summary>
    private void Filter(Func<Chunk<TRow>, bool[]> keep, bool onlyKept = false)
    {
        var (all, kept) = (shelf.Chunks, shelf.Kept);
        var result = new List<Chunk<TRow>>(all.Length);
        var gone = new List<ChunkSpace<TRow>>();
        var resultKept = 0;
        for (var at = 0; at < all.Length; at++)
        {
            var chunk = all[at];
            var isKept = at < kept;
            var some = isKept || !onlyKept ? keep(chunk) : null;
            if (some is null || Array.TrueForAll(some, stays => stays))
            {
                result.Add(chunk);
            }
            else
            {
                var stay = some.Count(stays => stays);
                Interlocked.Add(ref dropped, onlyKept ? some.Length - stay : 0);
                gone.Add(chunk.Space);
                var bytes = chunk.BytesOf(some);
                // Only into what this pass has made: others' readers would see rows twice.
                if (
                    stay > 0
                    && result.Count > 0
                    && isKept == result.Count <= resultKept
                    && made.Contains(result[^1])
                    && result[^1].Fits(bytes, stay)
                )
                {
                    made.Remove(result[^1]);
                    result[^1] = result[^1].With(chunk, some);
                    made.Add(result[^1]);
                }
                else if (stay > 0)
                {
                    result.Add(new Chunk<TRow>(pool.Take(bytes)).With(chunk, some));
                    made.Add(result[^1]);
                }
            }
            resultKept = isKept ? result.Count : resultKept;
        }
        made.Clear();
        shelf = new Shelf<TRow>([.. result], resultKept);
        gone.ForEach(pool.Return);
    }
}
