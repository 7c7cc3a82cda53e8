using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>The node, at the address of the listener that the client came by, and topics; makes those that are asked for by name where that is allowed.</summary>
internal sealed class MetadataApi(BrokerNode node) : IApi
{
    /// <summary>"Not asked for", in the fields of authorized operations.</summary>
    private const int NoOperations = int.MinValue;

    public ApiKey Key => ApiKey.Metadata;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var names = request.NullableArray(static reader =>
        {
            var name = reader.String();
            reader.TaggedFields();
            return name;
        });
        var mayCreate = version < 4 || request.Boolean();
        if (version >= 8)
        {
            request.Boolean();
            request.Boolean();
        }

        request.TaggedFields();
        // An empty list asked for all topics before null could.
        var all = names is null || (version == 0 && names.Count == 0);
        List<(string Name, Topic? Topic, ErrorCode Error)> topics = all
            ?
            [
                .. node
                    .Topics.All.OrderBy(topic => topic.Name, StringComparer.Ordinal)
                    .Select(topic => (topic.Name, (Topic?)topic, ErrorCode.None)),
            ]
            : [.. names!.Distinct().Select(name => Find(name, mayCreate))];

        if (version >= 3)
        {
            response.Int32(0);
        }

        WriteNode(response, version, context.Client);
        response.ArrayCount(topics.Count);
        foreach (var (name, topic, error) in topics)
        {
            WriteTopic(response, version, name, topic, error);
        }

        if (version >= 8)
        {
            response.Int32(NoOperations);
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    private static void WriteNode(ResponseWriter response, short version, ClientConnectionInfo client)
    {
        response.ArrayCount(1);
        response.Int32(BrokerNode.NodeId);
        response.String(client.AdvertisedHost);
        response.Int32(client.AdvertisedPort);
        if (version >= 1)
        {
            response.NullableString(null);
        }

        response.TaggedFields();
        if (version >= 2)
        {
            response.NullableString(BrokerNode.ClusterId);
        }

        if (version >= 1)
        {
            response.Int32(BrokerNode.NodeId);
        }
    }

    private static void WriteTopic(ResponseWriter response, short version, string name, Topic? topic, ErrorCode error)
    {
        response.Error(error);
        response.String(name);
        if (version >= 1)
        {
            response.Boolean(false);
        }

        response.ArrayCount(topic?.Partitions.Count ?? 0);
        for (var partition = 0; partition < (topic?.Partitions.Count ?? 0); partition++)
        {
            response.Error(ErrorCode.None);
            response.Int32(partition);
            response.Int32(BrokerNode.NodeId);
            if (version >= 7)
            {
                response.Int32(Logs.PartitionLog.LeaderEpoch);
            }

            response.Array([BrokerNode.NodeId], static (writer, id) => writer.Int32(id));
            response.Array([BrokerNode.NodeId], static (writer, id) => writer.Int32(id));
            if (version >= 5)
            {
                response.ArrayCount(0);
            }

            response.TaggedFields();
        }

        if (version >= 8)
        {
            response.Int32(NoOperations);
        }

        response.TaggedFields();
    }

    private (string Name, Topic? Topic, ErrorCode Error) Find(string name, bool mayCreate)
    {
        if (node.Topics.Find(name) is { } topic)
        {
            return (name, topic, ErrorCode.None);
        }

        if (TopicName.Refusal(name) is not null)
        {
            return (name.Length > TopicName.MaxLength ? name[..TopicName.MaxLength] : name, null, ErrorCode.InvalidTopic);
        }

        if (!mayCreate || !node.Config.Boolean("auto.create.topics.enable"))
        {
            return (name, null, ErrorCode.UnknownTopicOrPartition);
        }

        var (error, _) = node.Topics.Create(name, -1);
        topic = node.Topics.Find(name);
        return topic is not null ? (name, topic, ErrorCode.None) : (name, null, error);
    }
}
