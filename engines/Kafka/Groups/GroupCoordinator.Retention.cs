using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.State;

namespace Platform.Engines.Kafka.Groups;

/// <summary>Forgetting groups: those that are deleted, make room, or were not used for long.</summary>
internal sealed partial class GroupCoordinator
{
    private ITimer? _retention;

    /// <summary>Forgets groups with all that is known of them.</summary>
    private void Forget(IReadOnlyList<GroupEntry> entries)
    {
        state.Write([.. entries.SelectMany(Traces)]);
        foreach (var entry in entries)
        {
            _groups.Remove(entry.Id);
            entry.Dispose();
        }
    }

    private static IEnumerable<StateChange> Traces(GroupEntry entry) =>
        entry
            .Offsets.Committed.Keys.Select(partition => new StateChange(
                StateKind.GroupOffset,
                OffsetKey.Committed(entry.Id, partition),
                null
            ))
            .Concat(
                entry.Offsets.AllPending.Select(one => new StateChange(
                    StateKind.PendingOffset,
                    OffsetKey.Pending(one.ProducerId, entry.Id, one.Partition),
                    null
                ))
            )
            .Append(new StateChange(StateKind.Group, entry.Id, null));

    private void Sweep()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            // An offset that waits for a transaction is in use.
            var old = _groups
                .Values.Where(entry =>
                    entry.Group.IsVacant && !entry.Offsets.AllPending.Any() && entry.LastUse + settings.OffsetRetention <= Now
                )
                .ToList();
            try
            {
                Forget(old);
                old.ForEach(entry => LogForgotten(entry.Id, settings.OffsetRetention));
            }
            catch (IOException failure)
            {
                // They are looked at again next time.
                old.ForEach(entry => LogNotStored(failure, entry.Id));
            }
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "group {Group} forgotten with its offsets: it was not used for {Retention} (offsets.retention.minutes)"
    )]
    private partial void LogForgotten(string group, TimeSpan retention);
}
