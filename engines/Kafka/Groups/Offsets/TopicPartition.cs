namespace Platform.Engines.Kafka.Groups.Offsets;

internal readonly record struct TopicPartition(string Topic, int Partition);
