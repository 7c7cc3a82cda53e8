using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Offsets;

/// <param name="LeaderEpoch">-1: unknown.</param>
/// <param name="Metadata">The client's own words.</param>
internal sealed record CommittedOffset(long Offset, int LeaderEpoch, string Metadata)
{
    public static readonly CommittedOffset None = new(-1, -1, "");

    /// <summary>As it lies in the journal.</summary>
    public byte[] Encode()
    {
        using var writer = new ResponseWriter();
        writer.Int8(1);
        writer.Int64(Offset);
        writer.Int32(LeaderEpoch);
        writer.String(Metadata);
        return writer.Written.ToArray();
    }

    public static CommittedOffset Decode(byte[] value)
    {
        var reader = new RequestReader(value);
        return reader.Int8() == 1
            ? new CommittedOffset(reader.Int64(), reader.Int32(), reader.String())
            : throw new KafkaException("Kafka: the journal holds an offset in a form that this version does not know.");
    }
}
