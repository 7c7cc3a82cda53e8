using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: LeaveGroupRequest.json, LeaveGroupResponse.json; versions 0–3, none flexible. Several members at once from version 3 on.</remarks>
internal sealed class LeaveGroupApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.LeaveGroup;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var groupId = request.String();
        var batch = context.Version >= 3;
        List<(string MemberId, string? InstanceId)> members = batch
            ? request.Array(one => (one.String(), one.NullableString()), 4)
            : [(request.String(), null)];
        var error = groupId.Length == 0 ? ErrorCode.InvalidGroupId : ErrorCode.None;
        var answers = error is ErrorCode.None ? groups.Leave(groupId, members) : [];
        if (context.Version >= 1)
        {
            response.Int32(0);
        }

        if (!batch)
        {
            response.Error(error is ErrorCode.None ? answers[0] : error);
            return ValueTask.CompletedTask;
        }

        response.Error(error);
        response.ArrayCount(answers.Count);
        foreach (var ((memberId, instanceId), answer) in members.Zip(answers))
        {
            response.String(memberId);
            response.NullableString(instanceId);
            response.Error(answer);
        }

        return ValueTask.CompletedTask;
    }
}
