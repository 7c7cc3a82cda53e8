using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups;

/// <summary>What administrators ask.</summary>
internal sealed partial class GroupCoordinator
{
    public List<(string GroupId, string ProtocolType)> List()
    {
        lock (_lock)
        {
            return [.. _groups.Values.Select(entry => (entry.Id, entry.Group.ProtocolType))];
        }
    }

    /// <summary>A group as it is now; null where there is none.</summary>
    public GroupDescription? Describe(string groupId)
    {
        lock (_lock)
        {
            if (Find(groupId)?.Group is not { } group)
            {
                return null;
            }

            var stable = group.State is GroupState.Stable;
            return new GroupDescription(
                group.State,
                group.ProtocolType,
                stable ? group.Protocol ?? "" : "",
                [
                    .. group.Members.Select(member => new MemberDescription(
                        member.Id,
                        member.InstanceId,
                        member.ClientId,
                        member.ClientHost,
                        stable ? member.MetadataOf(group.Protocol) : [],
                        stable ? member.Assignment : []
                    )),
                ]
            );
        }
    }

    /// <summary>Deletes a group without members, with its offsets.</summary>
    public ErrorCode Delete(string groupId)
    {
        lock (_lock)
        {
            if (Find(groupId) is not { } entry)
            {
                return ErrorCode.GroupIdNotFound;
            }

            if (!entry.Group.IsVacant)
            {
                return ErrorCode.NonEmptyGroup;
            }

            Forget([entry]);
            return ErrorCode.None;
        }
    }
}
