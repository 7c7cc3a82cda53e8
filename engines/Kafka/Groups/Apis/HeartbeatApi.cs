using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: HeartbeatRequest.json, HeartbeatResponse.json; versions 0–3, none flexible.</remarks>
internal sealed class HeartbeatApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.Heartbeat;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var groupId = request.String();
        var generation = request.Int32();
        var memberId = request.String();
        var instanceId = context.Version >= 3 ? request.NullableString() : null;
        if (context.Version >= 1)
        {
            response.Int32(0);
        }

        response.Error(
            groupId.Length == 0 ? ErrorCode.InvalidGroupId : groups.Heartbeat(groupId, new MemberClaim(memberId, instanceId, generation))
        );
        return ValueTask.CompletedTask;
    }
}
