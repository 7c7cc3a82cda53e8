using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: OffsetDeleteRequest.json, OffsetDeleteResponse.json; version 0.</remarks>
internal sealed class OffsetDeleteApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.OffsetDelete;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var groupId = request.String();
        var partitions = PartitionLists.Read(request) ?? [];
        var (error, answers) = groups.DeleteOffsets(groupId, partitions);
        response.Error(error);
        response.Int32(0);
        PartitionLists.WriteErrors(response, partitions, answers);
        return ValueTask.CompletedTask;
    }
}
