using System.Buffers;
using System.Runtime.InteropServices;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Sees rows one after the other; false ends it.</summary>
public delegate bool RowVisitor<TRow>(in TRow row)
    where TRow : struct;

internal delegate T MessageReader<T>(ReadOnlySpan<byte> message, Scope scope);

internal delegate bool MessageVisitor<TRow>(in TRow row, ReadOnlySpan<byte> message)
    where TRow : struct;

/// <summary>
/// Telemetry in chunks of about a megabyte, oldest out first. Writers read their request on their own and share a lock only while they copy it;
/// readers take none: they see the chunks that were there when they began, and of each the rows that were published.
/// </summary>
public abstract partial class ChunkedStore<TRow> : ITelemetryStore
    where TRow : struct, ITelemetryRow
{
    private volatile Shelf<TRow> shelf = Shelf<TRow>.Empty;
    private long newest;
    private long dropped;

    internal ChunkedStore(TelemetryTables tables, long budget, bool keepsTraces)
    {
        (Texts, Sources, Scopes, this.budget) = (tables.Texts, tables.Sources, tables.Scopes, budget);
        keeper = keepsTraces ? tables.Keeper : null;
        chunkBytes = (int)Math.Clamp(budget / 64, 4 << 10, 1 << 20);
        pool = new ChunkPool<TRow>(chunkBytes, Math.Clamp(chunkBytes / 512, 16, 1024));
    }

    /// <summary>Raised after rows came, on the writer's thread: be quick.</summary>
    public event Action? Arrived;

    public abstract OtlpSignal Signal { get; }

    public TextTable Texts { get; }

    public SourceTable Sources { get; }

    public ScopeTable Scopes { get; }

    public long Bytes => shelf.Size + pool.Size;

    /// <summary>The sequence of the newest row; 0 while there is none.</summary>
    public long Newest => Interlocked.Read(ref newest);

    /// <summary>The sequence of the row from which on all are there; one more than <see cref="Newest"/> where none is. Older ones are of traces that outlive the rest.</summary>
    public long Oldest => shelf.OldestWhole is { } chunk ? chunk.First : Newest + 1;

    /// <summary>Nanoseconds since 1970: when the first row began from which on all are there; 0 where nothing is.</summary>
    public long OldestTime => shelf.OldestWhole?.From ?? 0;

    /// <summary>Rows that made room for others.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Rows that are there.</summary>
    public long Count => shelf.Chunks.Sum(chunk => (long)chunk.Count);

    public abstract IngestResult Accept(ReadOnlySpan<byte> request);

    /// <summary>Rows after the sequence, in order of arrival, as many as fit; their number. Go on after the last one's sequence.</summary>
    public int Read(long after, Span<TRow> into)
    {
        using var reading = new Reading(pool);
        var all = shelf.Chunks;
        var filled = 0;
        for (var at = FirstAfter(all, after); at < all.Length && filled < into.Length; at++)
        {
            var count = all[at].Count;
            var from = all[at].After(after, count);
            var some = Math.Min(count - from, into.Length - filled);
            all[at].Rows(count).Slice(from, some).CopyTo(into[filled..]);
            filled += some;
        }
        return filled;
    }

    /// <summary>Visits the rows that touch the time from <paramref name="from"/> to <paramref name="to"/> (nanoseconds since 1970), the last that came first.</summary>
    public void Scan(long from, long to, RowVisitor<TRow> visit)
    {
        using var reading = new Reading(pool);
        var all = shelf.Chunks;
        for (var at = all.Length - 1; at >= 0; at--)
        {
            var chunk = all[at];
            var count = chunk.Count;
            if (count == 0 || chunk.From > to || chunk.To < from)
            {
                continue;
            }
            var rows = chunk.Rows(count);
            for (var index = rows.Length - 1; index >= 0; index--)
            {
                ref readonly var row = ref rows[index];
                if (row.RowFrom <= to && row.RowTo >= from && !visit(in row))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Every row with its message, the last that came first.</summary>
    internal void ScanMessages(MessageVisitor<TRow> visit)
    {
        using var reading = new Reading(pool);
        var all = shelf.Chunks;
        for (var at = all.Length - 1; at >= 0; at--)
        {
            var count = all[at].Count;
            var rows = all[at].Rows(count);
            var refs = all[at].Refs(count);
            for (var index = count - 1; index >= 0; index--)
            {
                if (!visit(in rows[index], all[at].Message(in refs[index])))
                {
                    return;
                }
            }
        }
    }

    /// <summary>The rows of the trace in order of arrival; empty where none is there.</summary>
    public IReadOnlyList<TRow> Trace(UInt128 id)
    {
        using var reading = new Reading(pool);
        var found = new List<TRow>();
        foreach (var chunk in shelf.Chunks)
        {
            if (!chunk.MayHold(id))
            {
                continue;
            }
            foreach (ref readonly var row in chunk.Rows(chunk.Count))
            {
                if (row.RowTrace == id)
                {
                    found.Add(row);
                }
            }
        }
        return found;
    }

    /// <summary>The row of that sequence; false where it is gone.</summary>
    public bool TryGet(long sequence, out TRow row)
    {
        using var reading = new Reading(pool);
        if (TryFind(sequence, out var chunk, out var index))
        {
            row = chunk.Rows(index + 1)[index];
            return true;
        }
        row = default;
        return false;
    }

    /// <summary>Reads the message as it was received; it is empty where the row is gone.</summary>
    internal T Message<T>(in TRow row, MessageReader<T> read)
    {
        using var reading = new Reading(pool);
        if (!TryFind(row.RowSequence, out var chunk, out var index))
        {
            return read(default, Scope.None);
        }
        ref readonly var place = ref chunk.Refs(index + 1)[index];
        return read(chunk.Message(in place), Scopes[place.Scope]);
    }

    public IReadOnlyList<string> Services()
    {
        using var reading = new Reading(pool);
        var seen = new bool[Sources.Count + 1];
        foreach (var chunk in shelf.Chunks)
        {
            foreach (ref readonly var row in chunk.Rows(chunk.Count))
            {
                if (row.RowSource < seen.Length)
                {
                    seen[row.RowSource] = true;
                }
            }
        }
        return [.. seen.Select((isSeen, id) => isSeen ? Sources[id].ServiceName : null).OfType<string>().Distinct()];
    }

    /// <summary>Writes rows' messages as an export request; those that are gone are left out.</summary>
    internal void WriteRequest(IReadOnlyList<TRow> rows, IBufferWriter<byte> into)
    {
        using var reading = new Reading(pool);
        var bytes = new ArrayBufferWriter<byte>(4096);
        var found = new List<TRow>(rows.Count);
        var refs = new List<RowRef>(rows.Count);
        foreach (var row in rows)
        {
            if (TryFind(row.RowSequence, out var chunk, out var index))
            {
                var place = chunk.Refs(index + 1)[index];
                refs.Add(place with { Offset = bytes.WrittenCount });
                found.Add(row);
                bytes.Write(chunk.Message(in place));
            }
        }
        RequestWriter.Write(
            into,
            CollectionsMarshal.AsSpan(found),
            (ReadOnlySpan<RowRef>)CollectionsMarshal.AsSpan(refs),
            bytes.WrittenSpan,
            Sources,
            Scopes
        );
    }

    public bool Copy(ref long after, bool open, IBufferWriter<byte> into)
    {
        using var reading = new Reading(pool);
        var all = shelf.Chunks;
        var at = FirstAfter(all, after);
        if (at >= all.Length || (!open && at == all.Length - 1))
        {
            return false;
        }
        var chunk = all[at];
        var count = chunk.Count;
        var from = chunk.After(after, count);
        if (from == count)
        {
            return false;
        }
        RequestWriter.Write(into, chunk.Rows(count)[from..], chunk.Refs(count)[from..], chunk.Space.Bytes, Sources, Scopes);
        after = chunk.Rows(count)[count - 1].RowSequence;
        return true;
    }

    /// <summary>While it is there, the memory of what a reader sees is not used for anything else.</summary>
    private readonly ref struct Reading
    {
        private readonly ChunkPool<TRow> pool;

        public Reading(ChunkPool<TRow> pool)
        {
            this.pool = pool;
            pool.Enter();
        }

        public void Dispose() => pool.Leave();
    }

    private bool TryFind(long sequence, out Chunk<TRow> chunk, out int index)
    {
        var all = shelf.Chunks;
        var at = FirstAfter(all, sequence - 1);
        if (at < all.Length)
        {
            chunk = all[at];
            var count = chunk.Count;
            index = chunk.After(sequence - 1, count);
            return index < count && chunk.Rows(count)[index].RowSequence == sequence;
        }
        (chunk, index) = (null!, -1);
        return false;
    }

    /// <summary>The first chunk that holds a row after the sequence.</summary>
    private static int FirstAfter(Chunk<TRow>[] all, long sequence)
    {
        int low = 0,
            high = all.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (all[middle].Count == 0 || all[middle].Last > sequence)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return low;
    }
}
