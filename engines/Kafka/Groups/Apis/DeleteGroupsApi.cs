using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: DeleteGroupsRequest.json, DeleteGroupsResponse.json; versions 0–2, flexible from 2.</remarks>
internal sealed class DeleteGroupsApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.DeleteGroups;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var ids = request.Array(one => one.String());
        request.TaggedFields();
        response.Int32(0);
        response.Array(
            ids,
            (writer, id) =>
            {
                writer.String(id);
                writer.Error(groups.Delete(id));
                writer.TaggedFields();
            }
        );
        response.TaggedFields();
        return ValueTask.CompletedTask;
    }
}
