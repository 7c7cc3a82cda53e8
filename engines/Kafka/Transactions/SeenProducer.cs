using Platform.Engines.Kafka.Groups.Offsets;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>A producer that the log of a partition remembers.</summary>
/// <param name="IsOpen">It has a transaction open there.</param>
internal readonly record struct SeenProducer(TopicPartition Partition, ProducerIdentity Producer, bool IsOpen);
