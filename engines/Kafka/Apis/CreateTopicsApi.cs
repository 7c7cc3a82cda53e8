using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Makes topics of one replica.</summary>
internal sealed class CreateTopicsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.CreateTopics;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var topics = request.Array(NewTopic.Read, elementBytes: 16);
        request.Int32();
        var validateOnly = context.Version >= 1 && request.Boolean();
        var named = topics.GroupBy(topic => topic.Name).ToList();

        if (context.Version >= 2)
        {
            response.Int32(0);
        }

        response.ArrayCount(named.Count);
        foreach (var same in named)
        {
            var (error, message) =
                same.Count() > 1 ? (ErrorCode.InvalidRequest, "The request names the topic twice.") : Create(same.First(), validateOnly);
            response.String(same.Key);
            response.Error(error);
            if (context.Version >= 1)
            {
                response.NullableString(message);
            }
        }

        return ValueTask.CompletedTask;
    }

    private (ErrorCode Error, string? Message) Create(NewTopic topic, bool validateOnly)
    {
        var partitions = topic.Partitions;
        if (topic.Assignments.Count > 0)
        {
            if (topic.Partitions != -1 || topic.Replicas != -1)
            {
                return (ErrorCode.InvalidRequest, "Both partitions (or replicas) and assignments were given; give one of them.");
            }

            if (Assignments.Refusal(topic.Assignments) is { } refusal)
            {
                return (ErrorCode.InvalidReplicaAssignment, refusal);
            }

            partitions = topic.Assignments.Count;
        }
        else if (topic.Replicas is not (1 or -1))
        {
            return (ErrorCode.InvalidReplicationFactor, $"Replication factor: {topic.Replicas}; there is 1 broker.");
        }

        return node.Topics.Create(topic.Name, partitions, topic.Configs, validateOnly);
    }

    private sealed record NewTopic(
        string Name,
        int Partitions,
        short Replicas,
        List<(int Index, List<int> Brokers)> Assignments,
        Dictionary<string, string> Configs
    )
    {
        public static NewTopic Read(RequestReader reader)
        {
            var (name, partitions, replicas) = (reader.String(), reader.Int32(), reader.Int16());
            var assignments = reader.Array(
                static assignment => (assignment.Int32(), assignment.Array(static broker => broker.Int32(), elementBytes: 4)),
                elementBytes: 8
            );
            var configs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in reader.Array(static config => (config.String(), config.NullableString()), elementBytes: 4))
            {
                // Null is the default, which is what holds without a setting.
                if (value is not null)
                {
                    configs[key] = value;
                }
            }

            return new NewTopic(name, partitions, replicas, assignments, configs);
        }
    }
}
