using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>A topic that a broker has once it is ready.</summary>
/// <param name="Configs">By Kafka's names: <c>retention.ms</c>, <c>cleanup.policy</c> …</param>
public sealed record KafkaTopicAnnotation(string Name, int Partitions, IReadOnlyDictionary<string, string> Configs) : IResourceAnnotation;
