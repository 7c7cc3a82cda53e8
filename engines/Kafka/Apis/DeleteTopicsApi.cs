using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Deletes topics with their records.</summary>
internal sealed class DeleteTopicsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.DeleteTopics;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var names = request.Array(static reader => reader.String(), elementBytes: 1).Distinct().ToList();
        request.Int32();
        request.TaggedFields();
        var allowed = node.Config.Boolean("delete.topic.enable");

        if (context.Version >= 1)
        {
            response.Int32(0);
        }

        response.ArrayCount(names.Count);
        foreach (var name in names)
        {
            response.String(name);
            response.Error(allowed ? node.Topics.Delete(name) : ErrorCode.TopicDeletionDisabled);
            response.TaggedFields();
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }
}
