using Platform.Engines.Kafka.Groups.Membership;

namespace Platform.Engines.Kafka.Groups;

/// <param name="Protocol">Empty unless the group is stable; so are the members' metadata and assignments.</param>
internal sealed record GroupDescription(GroupState State, string ProtocolType, string Protocol, IReadOnlyList<MemberDescription> Members);

internal sealed record MemberDescription(
    string Id,
    string? InstanceId,
    string ClientId,
    string ClientHost,
    byte[] Metadata,
    byte[] Assignment
);
