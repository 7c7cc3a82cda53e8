using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>
/// The classic group protocol as a state machine: requests and the passing of time go in, answers come out, those that must wait as tasks.
/// Not thread-safe, and without a clock: whoever drives it tells the time, and calls <see cref="Tick"/> at <see cref="NextDeadline"/>.
/// </summary>
/// <remarks>Source of the rules: https://cwiki.apache.org/confluence/display/KAFKA/Kafka+Client-side+Assignment+Proposal, KIP-62, KIP-345, KIP-394.</remarks>
internal sealed partial class ClassicGroup(string id, GroupSettings settings)
{
    private readonly GroupMembers _members = new();
    private string? _leaderId;

    /// <summary>Those who have not joined by then are out.</summary>
    private TimeSpan? _joinDeadline;

    /// <summary>Those who have not asked for their assignment by then are out.</summary>
    private TimeSpan? _syncDeadline;

    public string Id => id;

    public GroupState State { get; private set; } = GroupState.Empty;

    public int Generation { get; private set; }

    /// <summary><c>consumer</c> for consumers; empty before anybody joined. Stays when all have left.</summary>
    public string ProtocolType { get; set; } = "";

    /// <summary>The elected protocol; null without members.</summary>
    public string? Protocol { get; private set; }

    public IReadOnlyCollection<GroupMember> Members => _members.All;

    /// <summary>Nobody is in it and nobody is about to be.</summary>
    public bool IsVacant => State is GroupState.Empty && _members.Expected == 0;

    public TimeSpan? NextDeadline()
    {
        var next = _members.NextDeadline();
        foreach (var other in (ReadOnlySpan<TimeSpan?>)[_joinDeadline, _syncDeadline])
        {
            next = next is null || other < next ? other ?? next : next;
        }

        return next;
    }

    /// <summary>Ends what has lasted too long.</summary>
    public void Tick(TimeSpan now)
    {
        if (_members.ForgetExpired(now))
        {
            CompleteJoinWhereAllAreHere(now);
        }

        foreach (var member in _members.All.Where(member => member.MayExpire && member.Deadline <= now).ToList())
        {
            Remove(member, ErrorCode.UnknownMemberId, now);
        }

        if (_joinDeadline <= now)
        {
            CompleteJoin(now);
        }

        if (_syncDeadline <= now)
        {
            foreach (var late in _members.All.Where(member => member.OwesSync).ToList())
            {
                _members.Remove(late);
                late.Answer(SyncAnswer.Refused(ErrorCode.UnknownMemberId));
            }

            PrepareRebalance(now);
        }
    }

    /// <summary>Deletes the group; whoever waits asks again and finds a new one.</summary>
    public void Kill()
    {
        State = GroupState.Dead;
        foreach (var member in _members.All)
        {
            member.Answer(JoinAnswer.Refused(ErrorCode.CoordinatorNotAvailable, member.Id));
            member.Answer(SyncAnswer.Refused(ErrorCode.CoordinatorNotAvailable));
        }
    }

    public ErrorCode Heartbeat(MemberClaim claim, TimeSpan now)
    {
        var (member, error) = Check(claim);
        if (member is null)
        {
            return error;
        }

        member.Deadline = now + member.SessionTimeout;
        return State is GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    /// <summary>
    /// Whether the member may commit offsets. A group without members takes them from anybody who claims no generation, and a transaction's
    /// from anybody who claims nothing at all: older producers do not know the member whose offsets they send.
    /// </summary>
    public ErrorCode CheckCommit(MemberClaim claim, bool inTransaction, TimeSpan now)
    {
        if (claim.Generation < 0 && (State is GroupState.Empty || (inTransaction && claim is { MemberId: "", InstanceId: null })))
        {
            return ErrorCode.None;
        }

        var (member, error) = Check(claim);
        if (member is null)
        {
            return error;
        }

        member.Deadline = now + member.SessionTimeout;
        return State is GroupState.CompletingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    /// <summary>Takes a member out, by its id or, where that is empty, by its static name.</summary>
    public ErrorCode Leave(string memberId, string? instanceId, TimeSpan now)
    {
        if (_members.Forget(memberId))
        {
            CompleteJoinWhereAllAreHere(now);
            return ErrorCode.None;
        }

        var (member, error) = Find(memberId.Length == 0 ? _members.FindStatic(instanceId)?.Id ?? "" : memberId, instanceId);
        if (member is null)
        {
            return error;
        }

        Remove(member, ErrorCode.UnknownMemberId, now);
        return ErrorCode.None;
    }

    /// <summary>The member that claims to be in the current generation, or why it is not.</summary>
    private (GroupMember? Member, ErrorCode Error) Check(MemberClaim claim)
    {
        if (State is GroupState.Dead)
        {
            return (null, ErrorCode.CoordinatorNotAvailable);
        }

        var (member, error) = Find(claim.MemberId, claim.InstanceId);
        return member is null || claim.Generation == Generation ? (member, error) : (null, ErrorCode.IllegalGeneration);
    }

    private (GroupMember? Member, ErrorCode Error) Find(string memberId, string? instanceId)
    {
        var member = instanceId is null ? _members.Find(memberId) : _members.FindStatic(instanceId);
        return member is null ? (null, ErrorCode.UnknownMemberId)
            : member.Id != memberId ? (null, ErrorCode.FencedInstanceId)
            : (member, ErrorCode.None);
    }

    private void Remove(GroupMember member, ErrorCode reason, TimeSpan now)
    {
        _members.Remove(member);
        member.Answer(JoinAnswer.Refused(reason, member.Id));
        member.Answer(SyncAnswer.Refused(reason));
        if (State is GroupState.PreparingRebalance)
        {
            CompleteJoinWhereAllAreHere(now);
        }
        else
        {
            PrepareRebalance(now);
        }
    }
}
