namespace Platform.Engines.Kafka.Topics;

/// <summary>A topic as it stands; replaced, never changed, when partitions or configs are.</summary>
/// <param name="Configs">What was set for it; the rest comes from the broker.</param>
internal sealed record Topic(string Name, long Instance, IReadOnlyList<Partition> Partitions, IReadOnlyDictionary<string, string> Configs)
{
    /// <summary>Acks from all are refused where a topic wants more replicas than the one there is.</summary>
    public int MinInsyncReplicas { get; init; } = 1;
}
