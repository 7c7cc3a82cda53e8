using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The part of a record that a broker looks at.</summary>
internal readonly record struct Record(int OffsetDelta, long TimestampDelta, bool HasKey);

/// <summary>Walks the records of an uncompressed batch.</summary>
/// <remarks>Source: https://kafka.apache.org/documentation/#record.</remarks>
internal ref struct RecordWalk(ReadOnlySpan<byte> records)
{
    private ReadOnlySpan<byte> _left = records;

    public Record Current { get; private set; }

    /// <summary>True once everything was read and nothing is left over.</summary>
    public readonly bool AtEnd => _left.IsEmpty;

    /// <summary>False at the end or at something that is no record.</summary>
    public bool MoveNext()
    {
        if (!Varint.TryReadSigned(_left, out var length, out var prefix) || length < 1 || length > _left.Length - prefix)
        {
            return false;
        }

        var record = _left.Slice(prefix, (int)length);
        var at = 1;
        if (!Signed(record, ref at, out var timestamp) || !Signed(record, ref at, out var offset) || !Signed(record, ref at, out var key))
        {
            return false;
        }

        at += (int)Math.Clamp(key, 0, record.Length);
        if (at > record.Length || offset is < 0 or > int.MaxValue || !Signed(record, ref at, out var value))
        {
            return false;
        }

        if (Math.Max(value, 0) > record.Length - at)
        {
            return false;
        }

        Current = new Record((int)offset, timestamp, key >= 0);
        _left = _left[(prefix + (int)length)..];
        return true;
    }

    private static bool Signed(ReadOnlySpan<byte> record, ref int at, out long value)
    {
        value = 0;
        if (at > record.Length || !Varint.TryReadSigned(record[at..], out value, out var length))
        {
            return false;
        }

        at += length;
        return true;
    }
}
