using System.Buffers.Binary;

namespace Platform.Engines.Kafka.Logs;

/// <summary>Where some batches of a segment begin: one entry about every <paramref name="interval"/> bytes. Kept in memory; not thread-safe.</summary>
internal sealed class SegmentIndex(int interval)
{
    private const int EntrySize = 20;

    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>The greatest timestamp of the segment so far; -1 without one.</summary>
    public long MaxTimestamp { get; private set; } = -1;

    /// <summary>Takes note of a batch that is appended at <paramref name="position"/>.</summary>
    public void Add(RecordBatch batch, int position)
    {
        if (_entries.Count == 0 || position - _entries[^1].Position >= interval)
        {
            _entries.Add(new Entry(batch.BaseOffset, position, MaxTimestamp));
        }

        MaxTimestamp = Math.Max(MaxTimestamp, batch.MaxTimestamp);
    }

    /// <summary>The last known position at or before the batch that holds the offset.</summary>
    public int PositionBefore(long offset) => Last(entry => entry.Offset <= offset);

    /// <summary>The last known position before which no record is as late as <paramref name="timestamp"/>.</summary>
    public int PositionBeforeTime(long timestamp) => Last(entry => entry.MaxTimestampBefore < timestamp);

    public byte[] Save()
    {
        var saved = new byte[8 + (_entries.Count * EntrySize)];
        BinaryPrimitives.WriteInt64BigEndian(saved, MaxTimestamp);
        for (var i = 0; i < _entries.Count; i++)
        {
            var at = saved.AsSpan(8 + (i * EntrySize));
            BinaryPrimitives.WriteInt64BigEndian(at, _entries[i].Offset);
            BinaryPrimitives.WriteInt32BigEndian(at[8..], _entries[i].Position);
            BinaryPrimitives.WriteInt64BigEndian(at[12..], _entries[i].MaxTimestampBefore);
        }

        return saved;
    }

    public static SegmentIndex Load(ReadOnlySpan<byte> saved, int interval)
    {
        var index = new SegmentIndex(interval) { MaxTimestamp = BinaryPrimitives.ReadInt64BigEndian(saved) };
        for (var at = saved[8..]; at.Length >= EntrySize; at = at[EntrySize..])
        {
            index._entries.Add(
                new Entry(
                    BinaryPrimitives.ReadInt64BigEndian(at),
                    BinaryPrimitives.ReadInt32BigEndian(at[8..]),
                    BinaryPrimitives.ReadInt64BigEndian(at[12..])
                )
            );
        }

        return index;
    }

    // The condition holds for a first part of the entries and for none after it.
    private int Last(Predicate<Entry> condition)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = condition(_entries[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : _entries[low - 1].Position;
    }

    private readonly record struct Entry(long Offset, int Position, long MaxTimestampBefore);
}
