using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: ListGroupsRequest.json, ListGroupsResponse.json; versions 0–2, none flexible.</remarks>
internal sealed class ListGroupsApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.ListGroups;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        if (context.Version >= 1)
        {
            response.Int32(0);
        }

        response.Error(ErrorCode.None);
        response.Array(
            groups.List(),
            (writer, group) =>
            {
                writer.String(group.GroupId);
                writer.String(group.ProtocolType);
            }
        );
        return ValueTask.CompletedTask;
    }
}
