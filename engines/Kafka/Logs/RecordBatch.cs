using System.Buffers.Binary;
using Platform.Engines.Storage;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The header of a record batch of message format 2, as it lies in requests and in segments.</summary>
/// <remarks>Source: https://kafka.apache.org/documentation/#recordbatch. The checksum covers everything from the attributes on, so the
/// base offset and the leader epoch are set without touching it.</remarks>
internal readonly record struct RecordBatch(
    long BaseOffset,
    int Size,
    byte Magic,
    uint Crc,
    short Attributes,
    int LastOffsetDelta,
    long BaseTimestamp,
    long MaxTimestamp,
    long ProducerId,
    short ProducerEpoch,
    int BaseSequence,
    int RecordCount
)
{
    public const int HeaderSize = 61;

    /// <summary>The base offset and the length, which the length itself does not count.</summary>
    public const int LengthOverhead = 12;

    public const byte CurrentMagic = 2;

    private const int MagicAt = 16;
    private const int CrcAt = 17;
    private const int AttributesAt = 21;
    private const int MaxTimestampAt = 35;

    public long LastOffset => BaseOffset + LastOffsetDelta;

    public long NextOffset => LastOffset + 1;

    /// <summary>0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.</summary>
    public int Compression => Attributes & 7;

    public bool IsTransactional => (Attributes & 0x10) != 0;

    public bool IsControl => (Attributes & 0x20) != 0;

    public bool HasProducer => ProducerId >= 0;

    /// <summary>The sequence number of the last record; numbers wrap to 0 after <see cref="int.MaxValue"/>.</summary>
    public int LastSequence => (int)((BaseSequence + (long)LastOffsetDelta) & int.MaxValue);

    /// <summary>Where the magic byte lies in every format, old ones too.</summary>
    public static byte MagicOf(ReadOnlySpan<byte> batch) => batch[MagicAt];

    /// <summary>Reads a header; <see cref="HeaderSize"/> bytes at the least. Checks nothing.</summary>
    public static RecordBatch Read(ReadOnlySpan<byte> batch) =>
        new(
            BinaryPrimitives.ReadInt64BigEndian(batch),
            (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadInt32BigEndian(batch[8..]) + (long)LengthOverhead),
            batch[MagicAt],
            BinaryPrimitives.ReadUInt32BigEndian(batch[CrcAt..]),
            BinaryPrimitives.ReadInt16BigEndian(batch[AttributesAt..]),
            BinaryPrimitives.ReadInt32BigEndian(batch[23..]),
            BinaryPrimitives.ReadInt64BigEndian(batch[27..]),
            BinaryPrimitives.ReadInt64BigEndian(batch[MaxTimestampAt..]),
            BinaryPrimitives.ReadInt64BigEndian(batch[43..]),
            BinaryPrimitives.ReadInt16BigEndian(batch[51..]),
            BinaryPrimitives.ReadInt32BigEndian(batch[53..]),
            BinaryPrimitives.ReadInt32BigEndian(batch[57..])
        );

    /// <summary>Whether the whole batch is what its producer summed.</summary>
    public bool ChecksumMatches(ReadOnlySpan<byte> batch) => Crc32C.Compute(batch[AttributesAt..Size]) == Crc;

    /// <summary>Gives the batch its place in the log.</summary>
    public static void SetPlace(Span<byte> batch, long baseOffset, int leaderEpoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], leaderEpoch);
    }

    /// <summary>Sets the broker's time for all records (<c>message.timestamp.type=LogAppendTime</c>) and sums the batch anew.</summary>
    public static void SetAppendTime(Span<byte> batch, long timestamp)
    {
        BinaryPrimitives.WriteInt16BigEndian(
            batch[AttributesAt..],
            (short)(BinaryPrimitives.ReadInt16BigEndian(batch[AttributesAt..]) | 0x08)
        );
        BinaryPrimitives.WriteInt64BigEndian(batch[MaxTimestampAt..], timestamp);
        SetChecksum(batch);
    }

    public static void SetChecksum(Span<byte> batch) =>
        BinaryPrimitives.WriteUInt32BigEndian(batch[CrcAt..], Crc32C.Compute(batch[AttributesAt..]));

    /// <summary>Writes a header before records that lie at <see cref="HeaderSize"/> already, length and checksum included.</summary>
    public static void WriteHeader(Span<byte> batch, RecordBatch header)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, header.BaseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], batch.Length - LengthOverhead);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], 0);
        batch[MagicAt] = CurrentMagic;
        BinaryPrimitives.WriteInt16BigEndian(batch[AttributesAt..], header.Attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch[23..], header.LastOffsetDelta);
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], header.BaseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[MaxTimestampAt..], header.MaxTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch[43..], header.ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[51..], header.ProducerEpoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[53..], header.BaseSequence);
        BinaryPrimitives.WriteInt32BigEndian(batch[57..], header.RecordCount);
        SetChecksum(batch);
    }
}
