namespace Platform.Engines.Kafka.Groups.Offsets;

/// <summary>Keys of offsets in the journal: numbers and the topic first, for only a group's name may hold a slash.</summary>
internal static class OffsetKey
{
    public static string Committed(string group, TopicPartition partition) => $"{partition.Partition}/{partition.Topic}/{group}";

    public static string Pending(long producerId, string group, TopicPartition partition) => $"{producerId}/{Committed(group, partition)}";

    public static (string Group, TopicPartition Partition) ReadCommitted(string key)
    {
        var parts = key.Split('/', 3);
        return (parts[2], new TopicPartition(parts[1], int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    public static (long ProducerId, string Group, TopicPartition Partition) ReadPending(string key)
    {
        var parts = key.Split('/', 2);
        var (group, partition) = ReadCommitted(parts[1]);
        return (long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), group, partition);
    }
}
