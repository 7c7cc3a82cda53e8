using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: SyncGroupRequest.json, SyncGroupResponse.json; versions 0–3, none flexible.</remarks>
internal sealed class SyncGroupApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.SyncGroup;

    public async ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var sync = Read(request, context.Version);
        var answer =
            sync.GroupId.Length == 0
                ? SyncAnswer.Refused(ErrorCode.InvalidGroupId)
                : await groups.SyncAsync(sync).WaitAsync(cancellationToken);
        if (context.Version >= 1)
        {
            response.Int32(0);
        }

        response.Error(answer.Error);
        response.Bytes(answer.Assignment);
    }

    private static SyncRequest Read(RequestReader request, short version)
    {
        var groupId = request.String();
        var generation = request.Int32();
        var memberId = request.String();
        var instanceId = version >= 3 ? request.NullableString() : null;
        var assignments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = request.ArrayCount(6); left > 0; left--)
        {
            var member = request.String();
            assignments[member] = request.Bytes().ToArray();
        }

        return new SyncRequest(groupId, new MemberClaim(memberId, instanceId, generation), assignments);
    }
}
