namespace Platform.Engines.Kafka.Topics;

/// <summary>A topic as it stands; replaced, never changed, when partitions or configs are.</summary>
internal sealed record Topic(string Name, IReadOnlyList<Partition> Partitions, IReadOnlyDictionary<string, string> Configs);
