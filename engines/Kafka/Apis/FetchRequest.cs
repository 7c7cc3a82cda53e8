using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>A Fetch request, versions 4 to 12.</summary>
internal sealed record FetchRequest(int MaxWaitMs, int MinBytes, int MaxBytes, bool CommittedOnly, int SessionId, List<FetchTopic> Topics)
{
    public static FetchRequest Read(RequestReader reader, short version)
    {
        reader.Int32();
        var (maxWait, minBytes, maxBytes, isolation) = (reader.Int32(), reader.Int32(), reader.Int32(), reader.Int8());
        var session = 0;
        if (version >= 7)
        {
            session = reader.Int32();
            reader.Int32();
        }

        var topics = reader.Array(topic => FetchTopic.Read(topic, version), elementBytes: 2);
        if (version >= 7)
        {
            reader.Array(
                static forgotten =>
                {
                    forgotten.String();
                    forgotten.Array(static partition => partition.Int32(), elementBytes: 4);
                    forgotten.TaggedFields();
                    return 0;
                },
                elementBytes: 2
            );
        }

        if (version >= 11)
        {
            reader.String();
        }

        reader.TaggedFields();
        return new FetchRequest(maxWait, minBytes, maxBytes, isolation == 1, session, topics);
    }
}

/// <summary>The partitions of one topic that are fetched.</summary>
internal sealed record FetchTopic(string Name, List<FetchPartition> Partitions)
{
    public static FetchTopic Read(RequestReader reader, short version)
    {
        var name = reader.String();
        var partitions = reader.Array(partition => FetchPartition.Read(partition, version), elementBytes: 16);
        reader.TaggedFields();
        return new FetchTopic(name, partitions);
    }
}

/// <summary>Where to read on in one partition.</summary>
/// <param name="LeaderEpoch">The epoch that the client knows; -1 for none.</param>
internal readonly record struct FetchPartition(int Index, int LeaderEpoch, long Offset, int MaxBytes)
{
    public static FetchPartition Read(RequestReader reader, short version)
    {
        var index = reader.Int32();
        var epoch = version >= 9 ? reader.Int32() : -1;
        var offset = reader.Int64();
        if (version >= 12)
        {
            // The epoch of the last record that the client has; with one leader for ever it says nothing.
            reader.Int32();
        }

        if (version >= 5)
        {
            // A follower's log start.
            reader.Int64();
        }

        var maxBytes = reader.Int32();
        reader.TaggedFields();
        return new FetchPartition(index, epoch, offset, maxBytes);
    }
}
