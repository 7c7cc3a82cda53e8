using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>Ending transactions: asked to, or because their time is up; and what is held of them.</summary>
internal sealed partial class TransactionCoordinator
{
    private ITimer? _timer;
    private DateTimeOffset _armed = DateTimeOffset.MaxValue;

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    /// <summary>From prepared to complete. Gives the prepared one back where a write failed: it is tried again by and by.</summary>
    private Transaction End(Transaction prepared)
    {
        try
        {
            foreach (var partition in prepared.Partitions)
            {
                var error = markers(partition, prepared.Producer, prepared.Commits);
                if (error is not (ErrorCode.None or ErrorCode.InvalidProducerEpoch))
                {
                    throw new IOException($"the marker for {partition.Topic}-{partition.Partition} was refused: {error}");
                }
            }

            var complete = prepared.Complete(time.GetUtcNow());
            groups.EndTransaction(prepared.Producer.Id, prepared.Groups, prepared.Commits, Change(complete));
            Hold(complete);
            return complete;
        }
        catch (IOException failure)
        {
            LogUnended(failure, prepared.Id);
            Arm(time.GetUtcNow() + settings.Retry);
            return prepared;
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            _armed = DateTimeOffset.MaxValue;
            var now = time.GetUtcNow();
            foreach (var transaction in _transactions.Values.Where(one => one.IsEnding || (one.IsOngoing && one.Deadline <= now)).ToList())
            {
                if (transaction.IsOngoing)
                {
                    LogTimedOut(transaction.Id, transaction.Timeout);
                }

                EndOverdue(transaction);
            }

            foreach (var transaction in _transactions.Values.Where(one => one.IsOngoing && one.Deadline > now))
            {
                Arm(transaction.Deadline);
            }
        }
    }

    private void EndOverdue(Transaction transaction)
    {
        try
        {
            End(transaction.IsEnding ? transaction : Write(transaction.Prepare(commit: false, fence: true)));
        }
        catch (IOException failure)
        {
            // Nobody waits for this answer, and a timer that throws ends the process.
            LogUnended(failure, transaction.Id);
            Arm(time.GetUtcNow() + settings.Retry);
        }
    }

    private void Arm(DateTimeOffset deadline)
    {
        if (deadline >= _armed)
        {
            return;
        }

        _armed = deadline;
        var due = Math.Max(0, Math.Ceiling((deadline - time.GetUtcNow()).TotalMilliseconds));
        _timer?.Change(TimeSpan.FromMilliseconds(due), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Written first, held then: what is not in the journal did not happen.</summary>
    private Transaction Write(Transaction transaction)
    {
        state.Write([Change(transaction)]);
        Hold(transaction);
        return transaction;
    }

    private static StateChange Change(Transaction transaction) =>
        new(StateKind.Transaction, transaction.Id, TransactionRecord.Encode(transaction));

    private void Hold(Transaction transaction)
    {
        if (_transactions.TryGetValue(transaction.Id, out var former))
        {
            _byProducer.Remove(former.Producer.Id);
        }

        _transactions[transaction.Id] = transaction;
        _byProducer[transaction.Producer.Id] = transaction.Id;
    }

    private void Forget(Transaction transaction)
    {
        state.Remove(StateKind.Transaction, transaction.Id);
        _transactions.Remove(transaction.Id);
        _byProducer.Remove(transaction.Producer.Id);
    }

    private bool MakeRoom()
    {
        if (_transactions.Count < settings.MaxIds)
        {
            return true;
        }

        if (_transactions.Values.Where(one => !one.IsOngoing && !one.IsEnding).MinBy(one => one.Touched) is not { } longest)
        {
            LogTooMany(settings.MaxIds);
            return false;
        }

        Forget(longest);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "transaction {Id} was aborted: it was not ended within {Timeout} (transaction.timeout.ms)")]
    private partial void LogTimedOut(string id, TimeSpan timeout);

    [LoggerMessage(LogLevel.Error, "transaction {Id} could not be ended, for its end could not be written everywhere; it is tried again")]
    private partial void LogUnended(Exception failure, string id);

    [LoggerMessage(LogLevel.Warning, "a new transactional id was refused: {Limit} of them have open transactions")]
    private partial void LogTooMany(int limit);
}
