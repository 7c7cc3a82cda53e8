namespace Platform.Engines.Kafka;

/// <summary>A topic that exists once the broker is ready. One that exists keeps its records, and its partitions unless it has fewer.</summary>
/// <param name="Configs">By Kafka's names, e.g. <c>retention.ms</c>.</param>
public sealed record KafkaTopicSpec(string Name, int Partitions = 1, IReadOnlyDictionary<string, string>? Configs = null);
