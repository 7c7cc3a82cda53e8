using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Gives topics more partitions.</summary>
internal sealed class CreatePartitionsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.CreatePartitions;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var topics = request.Array(
            static reader =>
            {
                var (name, count) = (reader.String(), reader.Int32());
                var assignments = reader.NullableArray(static assignment =>
                {
                    var brokers = assignment.Array(static broker => broker.Int32(), elementBytes: 4);
                    assignment.TaggedFields();
                    return brokers;
                });
                reader.TaggedFields();
                return (Name: name, Count: count, Assignments: assignments);
            },
            elementBytes: 6
        );
        request.Int32();
        var validateOnly = request.Boolean();
        request.TaggedFields();

        response.Int32(0);
        response.ArrayCount(topics.Count);
        foreach (var (name, count, assignments) in topics)
        {
            var (error, message) = Grow(name, count, assignments, validateOnly);
            response.String(name);
            response.Error(error);
            response.NullableString(message);
            response.TaggedFields();
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    private (ErrorCode Error, string? Message) Grow(string name, int count, List<List<int>>? assignments, bool validateOnly)
    {
        if (assignments is not null && node.Topics.Find(name) is { } topic)
        {
            if (assignments.Count != count - topic.Partitions.Count)
            {
                return (ErrorCode.InvalidReplicaAssignment, "There must be as many assignments as new partitions.");
            }

            if (Assignments.Refusal(assignments) is { } refusal)
            {
                return (ErrorCode.InvalidReplicaAssignment, refusal);
            }
        }

        return node.Topics.Grow(name, count, validateOnly);
    }
}
