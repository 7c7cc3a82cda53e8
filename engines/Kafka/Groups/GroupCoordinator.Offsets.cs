using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups;

/// <summary>Offsets: committed, fetched, removed, and those of transactions.</summary>
internal sealed partial class GroupCoordinator
{
    /// <summary>Commits what may be committed, in one record of the journal; an answer for each.</summary>
    /// <param name="producerId">Set where they are a transaction's: they count when it commits.</param>
    public List<ErrorCode> Commit(
        string groupId,
        MemberClaim member,
        IReadOnlyList<(TopicPartition Partition, CommittedOffset Offset)> offsets,
        long? producerId = null
    )
    {
        lock (_lock)
        {
            var error = MayCommit(groupId, member, producerId is not null, out var entry);
            var answers = offsets.Select(one => error is ErrorCode.None ? Check(one.Partition, one.Offset) : error).ToList();
            var accepted = offsets.Where((_, index) => answers[index] is ErrorCode.None).ToList();
            if (accepted.Count == 0)
            {
                return answers;
            }

            state.Write([
                .. accepted.Select(one =>
                    producerId is { } id
                        ? new StateChange(StateKind.PendingOffset, OffsetKey.Pending(id, groupId, one.Partition), one.Offset.Encode())
                        : new StateChange(StateKind.GroupOffset, OffsetKey.Committed(groupId, one.Partition), one.Offset.Encode())
                ),
            ]);
            entry!.LastUse = Now;
            foreach (var (partition, offset) in accepted)
            {
                if (producerId is { } id)
                {
                    entry.Offsets.Await(id, partition, offset);
                }
                else
                {
                    entry.Offsets.Commit(partition, offset);
                }
            }

            return answers;
        }
    }

    /// <summary>The offsets of the partitions, of all where that is null. Where there is none its offset is -1.</summary>
    /// <param name="requireStable">An offset that an open transaction may change is not told.</param>
    public List<(TopicPartition Partition, CommittedOffset Offset, ErrorCode Error)> Fetch(
        string groupId,
        IReadOnlyList<TopicPartition>? partitions,
        bool requireStable
    )
    {
        lock (_lock)
        {
            var offsets = Find(groupId)?.Offsets;
            List<(TopicPartition Partition, CommittedOffset Offset, ErrorCode Error)> answers = [];
            foreach (var partition in partitions ?? [.. offsets?.Committed.Keys ?? []])
            {
                var unstable = requireStable && offsets?.IsUnstable(partition) == true;
                answers.Add(
                    (
                        partition,
                        (unstable ? null : offsets?.Find(partition)) ?? CommittedOffset.None,
                        unstable ? ErrorCode.UnstableOffsetCommit : ErrorCode.None
                    )
                );
            }

            return answers;
        }
    }

    /// <summary>Removes offsets that no member of the group may be using; the group's error, or one for each.</summary>
    public (ErrorCode Error, List<ErrorCode> Answers) DeleteOffsets(string groupId, IReadOnlyList<TopicPartition> partitions)
    {
        lock (_lock)
        {
            if (Find(groupId) is not { } entry)
            {
                return (ErrorCode.GroupIdNotFound, []);
            }

            if (!entry.Group.IsVacant && entry.Group.ProtocolType != ConsumerSubscription.ProtocolType)
            {
                return (ErrorCode.NonEmptyGroup, []);
            }

            var subscribed = ConsumerSubscription.Topics(entry.Group);
            var answers = partitions
                .Select(partition =>
                    !exists(partition) ? ErrorCode.UnknownTopicOrPartition
                    : subscribed is null || subscribed.Contains(partition.Topic) ? ErrorCode.GroupSubscribedToTopic
                    : ErrorCode.None
                )
                .ToList();
            Remove(entry, partitions.Where((_, index) => answers[index] is ErrorCode.None));
            return (ErrorCode.None, answers);
        }
    }

    /// <summary>A topic is gone: an offset in it would be an offset in the next topic of its name.</summary>
    public void ForgetTopic(string topic)
    {
        lock (_lock)
        {
            List<StateChange> changes = [];
            foreach (var entry in _groups.Values)
            {
                foreach (var partition in entry.Offsets.Committed.Keys.Where(partition => partition.Topic == topic).ToList())
                {
                    entry.Offsets.Remove(partition);
                    changes.Add(new StateChange(StateKind.GroupOffset, OffsetKey.Committed(entry.Id, partition), null));
                }

                foreach (var (producerId, partition) in entry.Offsets.AllPending.Where(one => one.Partition.Topic == topic).ToList())
                {
                    entry.Offsets.RemovePending(producerId, partition);
                    changes.Add(new StateChange(StateKind.PendingOffset, OffsetKey.Pending(producerId, entry.Id, partition), null));
                }
            }

            if (changes.Count > 0)
            {
                state.Write([.. changes]);
            }
        }
    }

    /// <summary>Ends a producer's transaction in the groups: its offsets count, or are gone, in one record with <paramref name="ended"/>.</summary>
    public void EndTransaction(long producerId, IEnumerable<string> groupIds, bool commit, StateChange ended)
    {
        lock (_lock)
        {
            List<StateChange> changes = [ended];
            var entries = groupIds.Select(Find).OfType<GroupEntry>().ToList();
            foreach (var entry in entries)
            {
                foreach (var (partition, offset) in entry.Offsets.Pending(producerId))
                {
                    changes.Add(new StateChange(StateKind.PendingOffset, OffsetKey.Pending(producerId, entry.Id, partition), null));
                    if (commit)
                    {
                        changes.Add(new StateChange(StateKind.GroupOffset, OffsetKey.Committed(entry.Id, partition), offset.Encode()));
                    }
                }
            }

            state.Write([.. changes]);
            foreach (var entry in entries)
            {
                entry.Offsets.EndPending(producerId, commit);
            }
        }
    }

    private ErrorCode MayCommit(string groupId, MemberClaim member, bool inTransaction, out GroupEntry? entry)
    {
        // Who claims a generation was in a group, and it is not here any more; who claims none commits to a group of his own making.
        entry = member.Generation < 0 ? FindOrAdd(groupId) : Find(groupId);
        return entry?.Group.CheckCommit(member, inTransaction, Now)
            ?? (member.Generation < 0 ? ErrorCode.CoordinatorNotAvailable : ErrorCode.IllegalGeneration);
    }

    private ErrorCode Check(TopicPartition partition, CommittedOffset offset) =>
        !exists(partition) ? ErrorCode.UnknownTopicOrPartition
        : offset.Metadata.Length > settings.MaxOffsetMetadata ? ErrorCode.OffsetMetadataTooLarge
        : ErrorCode.None;

    private void Remove(GroupEntry entry, IEnumerable<TopicPartition> partitions)
    {
        var held = partitions.Where(partition => entry.Offsets.Find(partition) is not null).ToList();
        if (held.Count > 0)
        {
            state.Write([
                .. held.Select(partition => new StateChange(StateKind.GroupOffset, OffsetKey.Committed(entry.Id, partition), null)),
            ]);
            held.ForEach(partition => entry.Offsets.Remove(partition));
        }
    }
}
