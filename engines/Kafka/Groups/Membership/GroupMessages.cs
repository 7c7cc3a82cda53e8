using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>One way of assigning that a member knows, e.g. <c>range</c>, with its subscription in that protocol's form.</summary>
internal readonly record struct GroupProtocol(string Name, byte[] Metadata);

/// <summary>Who names itself as a member of what generation.</summary>
/// <param name="InstanceId">A static member's name, which outlives its member ids.</param>
internal readonly record struct MemberClaim(string MemberId, string? InstanceId, int Generation);

/// <param name="MemberId">Empty at first.</param>
/// <param name="RequireKnownId">True from version 4 on: the id is given in an answer of its own before the member counts.</param>
internal sealed record JoinRequest(
    string GroupId,
    string MemberId,
    string? InstanceId,
    string ClientId,
    string ClientHost,
    TimeSpan SessionTimeout,
    TimeSpan RebalanceTimeout,
    string ProtocolType,
    IReadOnlyList<GroupProtocol> Protocols,
    bool RequireKnownId
);

/// <summary>A member as the leader is told of it.</summary>
internal readonly record struct JoinedMember(string Id, string? InstanceId, byte[] Metadata);

/// <param name="Members">For the leader only; others get none.</param>
internal sealed record JoinAnswer(
    ErrorCode Error,
    string MemberId,
    int Generation,
    string Protocol,
    string LeaderId,
    IReadOnlyList<JoinedMember> Members
)
{
    public static JoinAnswer Refused(ErrorCode error, string memberId = "") => new(error, memberId, -1, "", "", []);
}

/// <param name="Assignments">By member id; the leader's only.</param>
internal sealed record SyncRequest(string GroupId, MemberClaim Member, IReadOnlyDictionary<string, byte[]> Assignments);

internal sealed record SyncAnswer(ErrorCode Error, byte[] Assignment)
{
    public static SyncAnswer Refused(ErrorCode error) => new(error, []);
}
