namespace Platform.Dashboard.Store;

/// <summary>Messages as they were received, one after the other, and a row for each. One writes; readers see what <see cref="Count"/> covers.</summary>
internal sealed class Chunk<TRow>(int byteCapacity, int rowCapacity)
    where TRow : struct, ITelemetryRow
{
    public const int MostRows = 8192;
    private const int FilterWords = 512;
    private readonly ulong[] traces = new ulong[FilterWords];
    private volatile TRow[] rows = new TRow[rowCapacity];
    private volatile RowRef[] refs = new RowRef[rowCapacity];
    private int count;

    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(byteCapacity);

    public int Used { get; private set; }

    /// <summary>Rows that are there to be read. Ask for it before <see cref="Rows"/>.</summary>
    public int Count => Volatile.Read(ref count);

    public long From { get; private set; } = long.MaxValue;

    public long To { get; private set; } = long.MinValue;

    public long First => rows[0].RowSequence;

    public long Last => rows[Count - 1].RowSequence;

    /// <summary>Memory that it takes, full or not.</summary>
    public long Size =>
        Bytes.Length + ((long)rows.Length * (System.Runtime.CompilerServices.Unsafe.SizeOf<TRow>() + 12)) + (FilterWords * 8) + 256;

    public ReadOnlySpan<TRow> Rows(int count) => rows.AsSpan(0, count);

    public ReadOnlySpan<RowRef> Refs(int count) => refs.AsSpan(0, count);

    public ReadOnlySpan<byte> Message(in RowRef place) => Bytes.AsSpan(place.Offset, place.Length);

    public bool Fits(int length) => Used + length <= Bytes.Length && (written < rows.Length || rows.Length < MostRows);

    private int written;

    /// <summary>Adds a row that nobody sees before <see cref="Publish"/>.</summary>
    public void Add(in TRow row, long sequence, ReadOnlySpan<byte> message, int scope)
    {
        if (written == rows.Length)
        {
            var moreRows = new TRow[rows.Length * 2];
            var moreRefs = new RowRef[rows.Length * 2];
            rows.CopyTo(moreRows, 0);
            refs.CopyTo(moreRefs, 0);
            rows = moreRows;
            refs = moreRefs;
        }
        message.CopyTo(Bytes.AsSpan(Used));
        rows[written] = row;
        rows[written].RowSequence = sequence;
        refs[written] = new RowRef
        {
            Offset = Used,
            Length = message.Length,
            Scope = scope,
        };
        written++;
        Used += message.Length;
        From = Math.Min(From, row.RowFrom);
        To = Math.Max(To, row.RowTo);
        var trace = row.RowTrace;
        if (trace != default)
        {
            var (a, b) = FilterBits(trace);
            traces[a >> 6] |= 1UL << (a & 63);
            traces[b >> 6] |= 1UL << (b & 63);
        }
    }

    public void Publish() => Volatile.Write(ref count, written);

    /// <summary>A chunk of those rows alone, as large as it needs to be.</summary>
    public Chunk<TRow> Filtered(ReadOnlySpan<bool> kept)
    {
        var (bytes, some) = (0, 0);
        var places = Refs(kept.Length);
        for (var index = 0; index < kept.Length; index++)
        {
            bytes += kept[index] ? places[index].Length : 0;
            some += kept[index] ? 1 : 0;
        }
        var chunk = new Chunk<TRow>(bytes, Math.Max(1, some));
        chunk.AddAll(this, kept);
        chunk.Publish();
        return chunk;
    }

    public static Chunk<TRow> Joined(Chunk<TRow> first, Chunk<TRow> second)
    {
        var chunk = new Chunk<TRow>(first.Used + second.Used, first.Count + second.Count);
        chunk.AddAll(first, []);
        chunk.AddAll(second, []);
        chunk.Publish();
        return chunk;
    }

    private void AddAll(Chunk<TRow> other, ReadOnlySpan<bool> kept)
    {
        var count = other.Count;
        var rows = other.Rows(count);
        var places = other.Refs(count);
        for (var index = 0; index < count; index++)
        {
            if (kept.IsEmpty || kept[index])
            {
                Add(in rows[index], rows[index].RowSequence, other.Message(in places[index]), places[index].Scope);
            }
        }
    }

    /// <summary>False: no row is of the trace. True: perhaps.</summary>
    public bool MayHold(UInt128 trace)
    {
        var (a, b) = FilterBits(trace);
        return (traces[a >> 6] & (1UL << (a & 63))) != 0 && (traces[b >> 6] & (1UL << (b & 63))) != 0;
    }

    /// <summary>The first row after the sequence.</summary>
    public int After(long sequence, int count)
    {
        var all = rows;
        int low = 0,
            high = count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (all[middle].RowSequence <= sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>Which rows' messages contain the needle somewhere.</summary>
    /// <param name="reuse">An array of an earlier call.</param>
    public bool[] Find(ReadOnlySpan<byte> needle, int count, bool[]? reuse)
    {
        var found = reuse?.Length >= count ? reuse : new bool[Math.Max(count, MostRows)];
        Array.Clear(found, 0, count);
        var places = Refs(count);
        var end = count == 0 ? 0 : places[count - 1].Offset + places[count - 1].Length;
        var row = 0;
        for (var at = 0; at < end; )
        {
            var hit = Utf8Search.IndexOf(Bytes.AsSpan(at, end - at), needle);
            if (hit < 0)
            {
                break;
            }
            at += hit;
            while (places[row].Offset + places[row].Length <= at)
            {
                row++;
            }
            if (at + needle.Length <= places[row].Offset + places[row].Length)
            {
                found[row] = true;
                at = places[row].Offset + places[row].Length;
            }
            else
            {
                // It began in one message and ended in the next.
                at++;
            }
        }
        return found;
    }

    private static (int A, int B) FilterBits(UInt128 trace)
    {
        var mixed = ((ulong)trace ^ (ulong)(trace >> 64)) * 0x9E3779B97F4A7C15;
        return ((int)(mixed >> 49), (int)(mixed >> 34) & 0x7fff);
    }
}
