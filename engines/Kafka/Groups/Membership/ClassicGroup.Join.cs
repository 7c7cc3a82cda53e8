using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>Joining: who may, and the rebalance up to the new generation.</summary>
internal sealed partial class ClassicGroup
{
    /// <summary>Answers at once, or when all members have joined.</summary>
    public Task<JoinAnswer> Join(JoinRequest request, TimeSpan now)
    {
        if (Refusal(request) is { } refusal)
        {
            return Task.FromResult(JoinAnswer.Refused(refusal, request.MemberId));
        }

        return request.MemberId.Length == 0 ? JoinNew(request, now) : JoinKnown(request, now);
    }

    private ErrorCode? Refusal(JoinRequest request)
    {
        if (State is GroupState.Dead)
        {
            return ErrorCode.CoordinatorNotAvailable;
        }

        var known = _members.Find(request.MemberId) ?? _members.FindStatic(request.InstanceId);
        if (request.ProtocolType.Length == 0 || request.Protocols.Count == 0)
        {
            return ErrorCode.InconsistentGroupProtocol;
        }

        if (_members.All.Any(member => member != known))
        {
            var common = _members.CommonProtocols(except: known);
            if (request.ProtocolType != ProtocolType || !request.Protocols.Any(protocol => common.Contains(protocol.Name)))
            {
                return ErrorCode.InconsistentGroupProtocol;
            }
        }

        var others = _members.Count + _members.Expected - (known is null && !_members.IsExpected(request.MemberId) ? 0 : 1);
        var bytes = _members.All.Sum(member => (long)member.Bytes) - (known?.Bytes ?? 0);
        var wanted = bytes + GroupMember.BytesOf(request.Protocols) + GroupSettings.MemberOverhead * (1L + _members.Expected);
        return others >= settings.MaxMembers || wanted > settings.MaxGroupBytes ? ErrorCode.GroupMaxSizeReached : null;
    }

    private Task<JoinAnswer> JoinNew(JoinRequest request, TimeSpan now)
    {
        var memberId = $"{request.InstanceId ?? request.ClientId}-{Guid.NewGuid()}";
        if (request.InstanceId is not null)
        {
            return _members.FindStatic(request.InstanceId) is { } back
                ? ReturnStatic(back, memberId, request, now)
                : Add(request, memberId, now);
        }

        if (!request.RequireKnownId)
        {
            return Add(request, memberId, now);
        }

        _members.Expect(memberId, now + request.SessionTimeout);
        return Task.FromResult(JoinAnswer.Refused(ErrorCode.MemberIdRequired, memberId));
    }

    private Task<JoinAnswer> JoinKnown(JoinRequest request, TimeSpan now)
    {
        if (request.InstanceId is null && _members.Forget(request.MemberId))
        {
            return Add(request, request.MemberId, now);
        }

        var (member, error) = Find(request.MemberId, request.InstanceId);
        if (member is null)
        {
            return Task.FromResult(JoinAnswer.Refused(error, request.MemberId));
        }

        // Asking again changes nothing, except from the leader: it asks for a rebalance that way, when a topic gains partitions.
        var repeated = State switch
        {
            GroupState.CompletingRebalance => member.HasSameProtocols(request.Protocols),
            GroupState.Stable => member.Id != _leaderId && member.HasSameProtocols(request.Protocols),
            _ => false,
        };
        member.Update(request);
        member.Deadline = now + member.SessionTimeout;
        return repeated ? Task.FromResult(Generate(member)) : Wait(member, request, now);
    }

    private Task<JoinAnswer> Add(JoinRequest request, string memberId, TimeSpan now)
    {
        var member = new GroupMember(request, memberId) { Deadline = now + GroupSettings.NewMemberPatience };
        _members.Add(member);
        _leaderId ??= memberId;
        return Wait(member, request, now);
    }

    /// <summary>
    /// A static member that restarted takes its place, assignment included, under a new id. Nobody else needs to know, unless its protocols
    /// elect another than the one in use.
    /// </summary>
    private Task<JoinAnswer> ReturnStatic(GroupMember member, string memberId, JoinRequest request, TimeSpan now)
    {
        var leader = _leaderId;
        if (leader == member.Id)
        {
            _leaderId = memberId;
        }

        _members.Rename(member, memberId);
        member.Update(request);
        member.Deadline = now + member.SessionTimeout;
        // It is told the leader's former id, lest it compute an assignment that nobody waits for.
        return State is GroupState.Stable && _members.ElectProtocol() == Protocol
            ? Task.FromResult(new JoinAnswer(ErrorCode.None, memberId, Generation, Protocol, leader ?? "", []))
            : Wait(member, request, now);
    }

    private Task<JoinAnswer> Wait(GroupMember member, JoinRequest request, TimeSpan now)
    {
        ProtocolType = request.ProtocolType;
        // A client that gave up on its first request and sent another: one answer is enough.
        member.Answer(JoinAnswer.Refused(ErrorCode.RebalanceInProgress, member.Id));
        member.Joining = new TaskCompletionSource<JoinAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = member.Joining.Task;
        if (State is GroupState.PreparingRebalance)
        {
            CompleteJoinWhereAllAreHere(now);
        }
        else
        {
            PrepareRebalance(now);
        }

        return answer;
    }

    private void PrepareRebalance(TimeSpan now)
    {
        foreach (var member in _members.All)
        {
            if (member.Syncing is not null)
            {
                // It owed no heartbeat while it waited.
                member.Deadline = now + member.SessionTimeout;
                member.Answer(SyncAnswer.Refused(ErrorCode.RebalanceInProgress));
            }

            member.OwesSync = false;
        }

        _syncDeadline = null;
        State = GroupState.PreparingRebalance;
        _joinDeadline = now + Patience();
        CompleteJoinWhereAllAreHere(now);
    }

    private void CompleteJoinWhereAllAreHere(TimeSpan now)
    {
        if (State is GroupState.PreparingRebalance && _members.Expected == 0 && _members.All.All(member => member.Joining is not null))
        {
            CompleteJoin(now);
        }
    }

    private void CompleteJoin(TimeSpan now)
    {
        foreach (var absent in _members.All.Where(member => member.Joining is null && !member.IsStatic).ToList())
        {
            _members.Remove(absent);
        }

        if (_members.Count > 0 && _members.All.All(member => member.Joining is null))
        {
            // Only static members, none of them here: their sessions decide.
            _joinDeadline = now + Patience();
            return;
        }

        _joinDeadline = null;
        Generation++;
        if (_members.Count == 0)
        {
            (State, Protocol, _leaderId) = (GroupState.Empty, null, null);
            return;
        }

        if (_members.Find(_leaderId ?? "") is not { Joining: not null })
        {
            _leaderId = _members.All.First(member => member.Joining is not null).Id;
        }

        Protocol = _members.ElectProtocol();
        State = GroupState.CompletingRebalance;
        _syncDeadline = now + Patience();
        foreach (var member in _members.All)
        {
            if (member.Joining is not null)
            {
                member.Deadline = now + member.SessionTimeout;
                member.IsNew = false;
            }

            member.OwesSync = true;
            member.Answer(Generate(member));
        }
    }

    private JoinAnswer Generate(GroupMember member) =>
        new(
            ErrorCode.None,
            member.Id,
            Generation,
            Protocol!,
            _leaderId!,
            member.Id == _leaderId
                ? [.. _members.All.Select(one => new JoinedMember(one.Id, one.InstanceId, one.MetadataOf(Protocol)))]
                : []
        );

    private TimeSpan Patience() => _members.All.Select(member => member.RebalanceTimeout).DefaultIfEmpty().Max();
}
