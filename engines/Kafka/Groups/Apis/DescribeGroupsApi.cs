using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <summary>A group that does not exist is described as dead, without an error, as Kafka does.</summary>
/// <remarks>Source: DescribeGroupsRequest.json, DescribeGroupsResponse.json; versions 0–4, none flexible.</remarks>
internal sealed class DescribeGroupsApi(GroupCoordinator groups) : IApi
{
    // There is no authorization here, hence nothing to tell of it.
    private const int NoAuthorizedOperations = int.MinValue;
    private static readonly GroupDescription Unknown = new(GroupState.Dead, "", "", []);

    public ApiKey Key => ApiKey.DescribeGroups;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var ids = request.Array(one => one.String(), 2);
        if (version >= 3)
        {
            request.Boolean();
        }

        if (version >= 1)
        {
            response.Int32(0);
        }

        response.Array(ids.Distinct().ToList(), (writer, id) => Write(writer, id, groups.Describe(id) ?? Unknown, version));
        return ValueTask.CompletedTask;
    }

    private static void Write(ResponseWriter response, string id, GroupDescription group, short version)
    {
        response.Error(ErrorCode.None);
        response.String(id);
        response.String(group.State.ToString());
        response.String(group.ProtocolType);
        response.String(group.Protocol);
        response.Array(
            group.Members,
            (writer, member) =>
            {
                writer.String(member.Id);
                if (version >= 4)
                {
                    writer.NullableString(member.InstanceId);
                }

                writer.String(member.ClientId);
                writer.String(member.ClientHost);
                writer.Bytes(member.Metadata);
                writer.Bytes(member.Assignment);
            }
        );
        if (version >= 3)
        {
            response.Int32(NoAuthorizedOperations);
        }
    }
}
