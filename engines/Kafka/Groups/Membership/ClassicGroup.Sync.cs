using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>Handing out what the leader assigned.</summary>
internal sealed partial class ClassicGroup
{
    /// <summary>Answers at once in a stable group, else when the leader has assigned.</summary>
    public Task<SyncAnswer> Sync(SyncRequest request, TimeSpan now)
    {
        var (member, error) = Check(request.Member);
        if (member is null || State is GroupState.PreparingRebalance)
        {
            return Task.FromResult(SyncAnswer.Refused(member is null ? error : ErrorCode.RebalanceInProgress));
        }

        member.Deadline = now + member.SessionTimeout;
        member.OwesSync = false;
        if (_members.All.All(one => !one.OwesSync))
        {
            _syncDeadline = null;
        }

        if (State is GroupState.Stable)
        {
            return Task.FromResult(new SyncAnswer(ErrorCode.None, member.Assignment));
        }

        if (member.Id == _leaderId && request.Assignments.Values.Sum(assignment => (long)assignment.Length) > settings.MaxGroupBytes)
        {
            return Task.FromResult(SyncAnswer.Refused(ErrorCode.GroupMaxSizeReached));
        }

        member.Answer(SyncAnswer.Refused(ErrorCode.RebalanceInProgress));
        member.Syncing = new TaskCompletionSource<SyncAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = member.Syncing.Task;
        if (member.Id == _leaderId)
        {
            Assign(request.Assignments, now);
        }

        return answer;
    }

    private void Assign(IReadOnlyDictionary<string, byte[]> assignments, TimeSpan now)
    {
        State = GroupState.Stable;
        foreach (var member in _members.All)
        {
            member.Assignment = assignments.GetValueOrDefault(member.Id) ?? [];
            if (member.Syncing is not null)
            {
                member.Deadline = now + member.SessionTimeout;
                member.Answer(new SyncAnswer(ErrorCode.None, member.Assignment));
            }
        }
    }
}
