using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: JoinGroupRequest.json, JoinGroupResponse.json; versions 0–5, none flexible.</remarks>
internal sealed class JoinGroupApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.JoinGroup;

    public async ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var join = Read(context, request);
        var answer =
            join.GroupId.Length == 0
                ? JoinAnswer.Refused(ErrorCode.InvalidGroupId, join.MemberId)
                : await groups.JoinAsync(join).WaitAsync(cancellationToken);
        Write(response, answer, context.Version);
    }

    public static JoinRequest Read(RequestContext context, RequestReader request)
    {
        var version = context.Version;
        var groupId = request.String();
        var session = TimeSpan.FromMilliseconds(request.Int32());
        var rebalance = version >= 1 ? TimeSpan.FromMilliseconds(Math.Max(0, request.Int32())) : session;
        var memberId = request.String();
        var instanceId = version >= 5 ? request.NullableString() : null;
        var protocolType = request.String();
        // Copied: the frame is gone when the answer is, the member stays.
        var protocols = request.Array(one => new GroupProtocol(one.String(), one.Bytes().ToArray()), 6);
        return new JoinRequest(
            groupId,
            memberId,
            instanceId,
            context.ClientId,
            "/" + context.Client.RemoteAddress,
            session,
            rebalance,
            protocolType,
            protocols,
            RequireKnownId: version >= 4
        );
    }

    private static void Write(ResponseWriter response, JoinAnswer answer, short version)
    {
        if (version >= 2)
        {
            response.Int32(0);
        }

        response.Error(answer.Error);
        response.Int32(answer.Generation);
        response.String(answer.Protocol);
        response.String(answer.LeaderId);
        response.String(answer.MemberId);
        response.Array(
            answer.Members,
            (writer, member) =>
            {
                writer.String(member.Id);
                if (version >= 5)
                {
                    writer.NullableString(member.InstanceId);
                }

                writer.Bytes(member.Metadata);
            }
        );
    }
}
