using Platform.Engines.Kafka.Logs;

namespace Platform.Engines.Kafka.Topics;

/// <summary>One partition and its log.</summary>
internal sealed record Partition(string Topic, int Index, PartitionLog Log);
