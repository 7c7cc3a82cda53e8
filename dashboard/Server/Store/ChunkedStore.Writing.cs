using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

public abstract partial class ChunkedStore<TRow>
{
    private readonly Lock gate = new();
    private readonly TraceKeeper? keeper;
    private readonly long budget;
    private readonly int chunkBytes;

    /// <summary>Why messages are rejected.</summary>
    private protected abstract string Rejection { get; }

    /// <summary>Forgets all, or what the services of the name sent.</summary>
    public virtual void Clear(string? service)
    {
        lock (gate)
        {
            if (service is null)
            {
                shelf = Shelf<TRow>.Empty;
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
        var chunk = new Chunk<TRow>(Math.Max(chunkBytes, atLeast), Math.Clamp(chunkBytes / 512, 16, 1024));
        var total = shelf.Size + chunk.Size;
        while (total > budget && shelf.Chunks.Length > shelf.Kept)
        {
            Evict();
            total = shelf.Size + chunk.Size;
        }
        shelf = new Shelf<TRow>([.. shelf.Chunks, chunk], shelf.Kept);
        return chunk;
    }

    /// <summary>Takes out the oldest chunk; what is to outlive it goes to the kept ones, in one step for readers.</summary>
    private void Evict()
    {
        var (all, kept) = (shelf.Chunks, shelf.Kept);
        var victim = all[kept];
        var rest = all.AsSpan(kept + 1);
        var survivors = keeper is null ? null : Survivors(victim);
        Interlocked.Add(ref dropped, victim.Count - (survivors?.Count ?? 0));
        if (survivors is null)
        {
            shelf = new Shelf<TRow>([.. all.AsSpan(0, kept), .. rest], kept);
            return;
        }
        var last = kept > 0 ? all[kept - 1] : null;
        shelf =
            last is not null && last.Used + survivors.Used <= chunkBytes && last.Count + survivors.Count <= Chunk<TRow>.MostRows
                ? new Shelf<TRow>([.. all.AsSpan(0, kept - 1), Chunk<TRow>.Joined(last, survivors), .. rest], kept)
                : new Shelf<TRow>([.. all.AsSpan(0, kept), survivors, .. rest], kept + 1);
        while (shelf.KeptSize > budget / 4)
        {
            ThinKept(keeper!);
        }
    }

    private Chunk<TRow>? Survivors(Chunk<TRow> chunk)
    {
        var count = chunk.Count;
        Span<bool> kept = new bool[count];
        return keeper!.Mark(chunk.Rows(count), kept) == 0 ? null : chunk.Filtered(kept);
    }

    private void ThinKept(TraceKeeper keeper)
    {
        var before = shelf.Kept;
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
            Interlocked.Add(ref dropped, shelf.Chunks[0].Count);
            shelf = new Shelf<TRow>(shelf.Chunks[1..], before - 1);
        }
    }

    private void Filter(Func<Chunk<TRow>, bool[]> keep, bool onlyKept = false)
    {
        var (all, kept) = (shelf.Chunks, shelf.Kept);
        var result = new List<Chunk<TRow>>(all.Length);
        var resultKept = 0;
        for (var at = 0; at < all.Length; at++)
        {
            var chunk = all[at];
            if (at < kept || !onlyKept)
            {
                var flags = keep(chunk);
                var remain = flags.Count(flag => flag);
                Interlocked.Add(ref dropped, onlyKept ? flags.Length - remain : 0);
                chunk =
                    remain == flags.Length ? chunk
                    : remain == 0 ? null
                    : chunk.Filtered(flags);
            }
            if (chunk is not null)
            {
                result.Add(chunk);
                resultKept += at < kept ? 1 : 0;
            }
        }
        shelf = new Shelf<TRow>([.. result], resultKept);
    }
}
