namespace Platform.Dashboard.Store;

/// <summary>Messages as they were received, one after the other, and a row for each. One writes; readers see what <see cref="Count"/> covers.</summary>
internal sealed class Chunk<TRow>
    where TRow : struct, ITelemetryRow
{
    private const int FilterWords = 512;
    private readonly ulong[] traces;
    private int written;
    private int count;

    public Chunk(ChunkSpace<TRow> space) => (Space, traces) = (space, new ulong[FilterWords]);

    /// <summary>Goes on in the memory of one before, whose readers do not see what is added.</summary>
    private Chunk(Chunk<TRow> before)
    {
        (Space, traces, written, count) = (before.Space, before.traces, before.written, before.count);
        (Used, From, To, First) = (before.Used, before.From, before.To, before.First);
    }

    public ChunkSpace<TRow> Space { get; }

    public int Used { get; private set; }

    /// <summary>Rows that are there to be read. Ask for it before <see cref="Rows"/>.</summary>
    public int Count => Volatile.Read(ref count);

    public long From { get; private set; } = long.MaxValue;

    public long To { get; private set; } = long.MinValue;

    public long First { get; private set; }

    public long Last => Space.Rows[Count - 1].RowSequence;

    /// <summary>Memory that it takes, full or not.</summary>
    public long Size => Space.Size + (FilterWords * 8) + 256;

    public ReadOnlySpan<TRow> Rows(int count) => Space.Rows.AsSpan(0, count);

    public ReadOnlySpan<RowRef> Refs(int count) => Space.Refs.AsSpan(0, count);

    public ReadOnlySpan<byte> Message(in RowRef place) => Space.Bytes.AsSpan(place.Offset, place.Length);

    public bool Fits(int length, int rows = 1) =>
        Used + length <= Space.Bytes.Length && written + rows <= Math.Max(Space.Rows.Length, ChunkSpace<TRow>.MostRows);

    /// <summary>Adds a row that nobody sees before <see cref="Publish"/>.</summary>
    public void Add(in TRow row, long sequence, ReadOnlySpan<byte> message, int scope)
    {
        if (written == Space.Rows.Length)
        {
            Space.Grow();
        }
        message.CopyTo(Space.Bytes.AsSpan(Used));
        var rows = Space.Rows;
        rows[written] = row;
        rows[written].RowSequence = sequence;
        Space.Refs[written] = new RowRef
        {
            Offset = Used,
            Length = message.Length,
            Scope = scope,
        };
        First = written++ == 0 ? sequence : First;
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

    /// <summary>This chunk and some rows of another, in the same memory: it must fit.</summary>
    public Chunk<TRow> With(Chunk<TRow> other, ReadOnlySpan<bool> some)
    {
        var chunk = new Chunk<TRow>(this);
        var rows = other.Rows(some.Length);
        var places = other.Refs(some.Length);
        for (var index = 0; index < some.Length; index++)
        {
            if (some[index])
            {
                chunk.Add(in rows[index], rows[index].RowSequence, other.Message(in places[index]), places[index].Scope);
            }
        }
        chunk.Publish();
        return chunk;
    }

    /// <summary>Bytes that some of the rows take.</summary>
    public int BytesOf(ReadOnlySpan<bool> some)
    {
        var bytes = 0;
        var places = Refs(some.Length);
        for (var index = 0; index < some.Length; index++)
        {
            bytes += some[index] ? places[index].Length : 0;
        }
        return bytes;
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
        var all = Space.Rows;
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
        var found = reuse?.Length >= count ? reuse : new bool[Math.Max(count, ChunkSpace<TRow>.MostRows)];
        Array.Clear(found, 0, count);
        var places = Refs(count);
        var end = count == 0 ? 0 : places[count - 1].Offset + places[count - 1].Length;
        var row = 0;
        for (var at = 0; at < end; )
        {
            var hit = Utf8Search.IndexOf(Space.Bytes.AsSpan(at, end - at), needle);
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
