using System.Buffers.Binary;
using System.Text;
using Platform.Engines.Storage;

namespace Platform.Engines.Kafka.State;

/// <summary>
/// Everything of the broker but its records: keys and values by <see cref="StateKind"/>, in memory and in one journal. What a call of
/// <see cref="Write"/> changes is one record of the journal: all of it survives a kill, or none. Thread-safe.
/// </summary>
internal sealed class StateStore : IDisposable
{
    private const long CompactFrom = 1024 * 1024;
    private const int NoValue = -1;

    private readonly Lock _lock = new();

    // The kind is the first character of the key.
    private readonly Dictionary<string, byte[]> _live = new(StringComparer.Ordinal);
    private readonly Journal _journal;
    private long _compactAt = CompactFrom;

    public StateStore(string path, TimeProvider? time = null)
    {
        _journal = Journal.Open(path, Replay, new JournalOptions { Time = time ?? TimeProvider.System });
        _compactAt = Math.Max(CompactFrom, 2 * LiveBytes());
    }

    public void Put(StateKind kind, string key, byte[] value) => Write([new StateChange(kind, key, value)]);

    public void Remove(StateKind kind, string key) => Write([new StateChange(kind, key, null)]);

    /// <summary>Returns once the changes are written by a system call; changes nothing where that fails.</summary>
    /// <exception cref="StorageException">They could not be written.</exception>
    public void Write(ReadOnlySpan<StateChange> changes)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        using var record = new MemoryStream();
        foreach (var change in changes)
        {
            Encode(record, change);
        }

        lock (_lock)
        {
            _journal.Append(record.GetBuffer().AsSpan(0, (int)record.Length));
            foreach (var change in changes)
            {
                Apply(change);
            }

            if (_journal.Length > _compactAt)
            {
                _journal.Compact(_live.Select(Encoded));
                _compactAt = Math.Max(CompactFrom, 2 * _journal.Length);
            }
        }
    }

    /// <summary>A copy of the entries of one kind: for the owner, at the start.</summary>
    public List<KeyValuePair<string, byte[]>> Load(StateKind kind)
    {
        lock (_lock)
        {
            var loaded = new List<KeyValuePair<string, byte[]>>();
            foreach (var (key, value) in _live)
            {
                if (key[0] == (char)kind)
                {
                    loaded.Add(KeyValuePair.Create(key[1..], value));
                }
            }

            return loaded;
        }
    }

    /// <summary>Copies the journal as it is now; writes go on.</summary>
    public void CopyTo(string file) => _journal.CopyTo(file);

    public void Dispose() => _journal.Dispose();

    private static string KeyOf(StateChange change) => (char)change.Kind + change.Key;

    private static ReadOnlyMemory<byte> Encoded(KeyValuePair<string, byte[]> entry)
    {
        using var record = new MemoryStream();
        Encode(record, new StateChange((StateKind)entry.Key[0], entry.Key[1..], entry.Value));
        return record.ToArray();
    }

    // Kind, key and value, each length in four bytes; a record has one change or more.
    private static void Encode(MemoryStream record, StateChange change)
    {
        Span<byte> length = stackalloc byte[4];
        var key = Encoding.UTF8.GetBytes(change.Key);
        record.WriteByte((byte)change.Kind);
        BinaryPrimitives.WriteInt32BigEndian(length, key.Length);
        record.Write(length);
        record.Write(key);
        BinaryPrimitives.WriteInt32BigEndian(length, change.Value?.Length ?? NoValue);
        record.Write(length);
        record.Write(change.Value);
    }

    private void Replay(ReadOnlySpan<byte> record)
    {
        while (!record.IsEmpty)
        {
            var key = BinaryPrimitives.ReadInt32BigEndian(record[1..]);
            var length = BinaryPrimitives.ReadInt32BigEndian(record[(5 + key)..]);
            var value = length == NoValue ? null : record.Slice(9 + key, length).ToArray();
            Apply(new StateChange((StateKind)record[0], Encoding.UTF8.GetString(record.Slice(5, key)), value));
            record = record[(9 + key + Math.Max(length, 0))..];
        }
    }

    private void Apply(StateChange change)
    {
        if (change.Value is null)
        {
            _live.Remove(KeyOf(change));
        }
        else
        {
            _live[KeyOf(change)] = change.Value;
        }
    }

    private long LiveBytes()
    {
        long bytes = 0;
        foreach (var (key, value) in _live)
        {
            bytes += 16 + Encoding.UTF8.GetByteCount(key) + value.Length;
        }

        return bytes;
    }
}
