namespace Platform.Engines.Kafka.Logs;

/// <summary>How a log is kept; from the topic's configs. Times in milliseconds, -1: for ever; sizes in bytes, -1: any.</summary>
internal sealed record LogSettings
{
    public int SegmentBytes { get; init; } = 128 * 1024 * 1024;

    public long SegmentMs { get; init; } = 604_800_000;

    public long RetentionMs { get; init; } = 604_800_000;

    public long RetentionBytes { get; init; } = -1;

    public int MaxMessageBytes { get; init; } = 1_048_588;

    public int IndexIntervalBytes { get; init; } = 16 * 1024;

    /// <summary>The broker's time for records instead of the producer's.</summary>
    public bool LogAppendTime { get; init; }

    /// <summary><c>cleanup.policy</c> has compact: records need keys; everything is kept.</summary>
    public bool Compacted { get; init; }

    /// <summary><c>cleanup.policy</c> has delete: retention applies.</summary>
    public bool Deletes { get; init; } = true;

    public long ProducerExpirationMs { get; init; } = 86_400_000;
}
