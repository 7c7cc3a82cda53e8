using System.Text;
using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups;

/// <summary>
/// All consumer groups of the broker. One lock: what is done under it is short, and whoever must wait for other members waits on a task.
/// Offsets outlive the process, members do not: they find themselves unknown and join again.
/// </summary>
internal sealed partial class GroupCoordinator(
    GroupSettings settings,
    StateStore state,
    Func<TopicPartition, bool> exists,
    TimeProvider time,
    ILogger logger
) : IBrokerService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GroupEntry> _groups = new(StringComparer.Ordinal);
    private readonly long _origin = time.GetTimestamp();
    private bool _closed;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var (id, value) in state.Load(StateKind.Group))
            {
                var entry = Load(id);
                entry.Group.ProtocolType = entry.StoredType = Encoding.UTF8.GetString(value);
            }

            foreach (var (key, value) in state.Load(StateKind.GroupOffset))
            {
                var (group, partition) = OffsetKey.ReadCommitted(key);
                Load(group).Offsets.Commit(partition, CommittedOffset.Decode(value));
            }

            foreach (var (key, value) in state.Load(StateKind.PendingOffset))
            {
                var (producerId, group, partition) = OffsetKey.ReadPending(key);
                Load(group).Offsets.Await(producerId, partition, CommittedOffset.Decode(value));
            }

            _retention = time.CreateTimer(_ => Sweep(), null, GroupSettings.RetentionCheck, GroupSettings.RetentionCheck);
        }

        return ValueTask.CompletedTask;
    }

    public Task<JoinAnswer> JoinAsync(JoinRequest request)
    {
        if (request.SessionTimeout < settings.MinSessionTimeout || request.SessionTimeout > settings.MaxSessionTimeout)
        {
            return Task.FromResult(JoinAnswer.Refused(ErrorCode.InvalidSessionTimeout, request.MemberId));
        }

        lock (_lock)
        {
            // Who brings an id was in a group, and it is not here any more.
            var entry = request.MemberId.Length == 0 ? FindOrAdd(request.GroupId) : Find(request.GroupId);
            if (entry is null)
            {
                var error = request.MemberId.Length == 0 ? ErrorCode.CoordinatorNotAvailable : ErrorCode.UnknownMemberId;
                return Task.FromResult(JoinAnswer.Refused(error, request.MemberId));
            }

            var generation = entry.Group.Generation;
            var answer = entry.Group.Join(request, Now);
            Changed(entry, generation);
            return answer;
        }
    }

    public Task<SyncAnswer> SyncAsync(SyncRequest request)
    {
        lock (_lock)
        {
            if (Find(request.GroupId) is not { } entry)
            {
                return Task.FromResult(SyncAnswer.Refused(ErrorCode.UnknownMemberId));
            }

            var answer = entry.Group.Sync(request, Now);
            Arm(entry);
            return answer;
        }
    }

    public ErrorCode Heartbeat(string groupId, MemberClaim member)
    {
        lock (_lock)
        {
            // No timer to set: a heartbeat only moves a deadline away.
            return Find(groupId)?.Group.Heartbeat(member, Now) ?? ErrorCode.UnknownMemberId;
        }
    }

    /// <summary>One answer for each that is to leave.</summary>
    public List<ErrorCode> Leave(string groupId, IReadOnlyList<(string MemberId, string? InstanceId)> members)
    {
        lock (_lock)
        {
            if (Find(groupId) is not { } entry)
            {
                return [.. members.Select(_ => ErrorCode.UnknownMemberId)];
            }

            var generation = entry.Group.Generation;
            List<ErrorCode> answers = [.. members.Select(member => entry.Group.Leave(member.MemberId, member.InstanceId, Now))];
            Changed(entry, generation);
            return answers;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
            _retention?.Dispose();
            foreach (var entry in _groups.Values)
            {
                entry.Dispose();
            }

            _groups.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private GroupEntry? Find(string id) => _groups.GetValueOrDefault(id);

    private GroupEntry Load(string id) => Find(id) ?? (_groups[id] = new GroupEntry(id, settings) { LastUse = Now });

    /// <summary>Null where there are as many groups as there may be.</summary>
    private GroupEntry? FindOrAdd(string id)
    {
        if (_closed || Find(id) is { } known && known.Group.State is not GroupState.Dead)
        {
            return Find(id);
        }

        if (_groups.Count >= settings.MaxGroups)
        {
            var forgettable = _groups.Values.Where(entry => entry.IsForgettable).ToList();
            Forget(forgettable);
            if (_groups.Count >= settings.MaxGroups)
            {
                LogTooMany(id, settings.MaxGroups);
                return null;
            }
        }

        return Load(id);
    }

    private void Changed(GroupEntry entry, int generation)
    {
        var group = entry.Group;
        entry.LastUse = Now;
        if (group.Generation != generation)
        {
            LogGeneration(group.Id, group.Generation, group.Members.Count, group.Protocol ?? "-");
        }

        if (group.ProtocolType != entry.StoredType)
        {
            try
            {
                state.Put(StateKind.Group, group.Id, Encoding.UTF8.GetBytes(group.ProtocolType));
                entry.StoredType = group.ProtocolType;
            }
            catch (IOException failure)
            {
                // Members do not wait for this: it is written with the next change.
                LogNotStored(failure, group.Id);
            }
        }

        Arm(entry);
    }

    private void Arm(GroupEntry entry)
    {
        if (entry.Group.NextDeadline() is not { } next)
        {
            entry.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Rounded up: a timer that fires before the deadline finds nothing to do.
        var due = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((next - Now).TotalMilliseconds)));
        entry.Timer ??= time.CreateTimer(Tick, entry, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        entry.Timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Tick(object? argument)
    {
        var entry = (GroupEntry)argument!;
        lock (_lock)
        {
            if (_closed || entry.Group.State is GroupState.Dead)
            {
                return;
            }

            var (generation, members) = (entry.Group.Generation, entry.Group.Members.Count);
            entry.Group.Tick(Now);
            if (entry.Group.Members.Count < members)
            {
                LogExpired(entry.Id, members - entry.Group.Members.Count);
            }

            Changed(entry, generation);
        }
    }

    [LoggerMessage(LogLevel.Information, "group {Group}: generation {Generation}, {Members} members, protocol {Protocol}")]
    private partial void LogGeneration(string group, int generation, int members, string protocol);

    [LoggerMessage(LogLevel.Information, "group {Group}: {Members} members gone, for they were not heard of in time")]
    private partial void LogExpired(string group, int members);

    [LoggerMessage(LogLevel.Warning, "group {Group} could not be written to the journal; it goes on as it is")]
    private partial void LogNotStored(Exception failure, string group);

    [LoggerMessage(
        LogLevel.Warning,
        "group {Group} refused: there are {Limit} groups; delete some (kafka-consumer-groups --delete, or an admin client's DeleteGroups)"
    )]
    private partial void LogTooMany(string group, int limit);
}
