using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>Ends a producer's transaction in one partition; one that is gone needs no end.</summary>
internal delegate ErrorCode MarkerWriter(TopicPartition partition, ProducerIdentity producer, bool commit);

/// <summary>
/// Producers and their transactions. An end is decided by one record of the journal (prepare), told to the partitions (markers), and done by
/// another record (complete), with which the transaction's offsets count. A process that dies in between goes on with the markers at its next start.
/// One lock: everything it waits for is a write to a file.
/// </summary>
internal sealed partial class TransactionCoordinator(
    TransactionSettings settings,
    StateStore state,
    GroupCoordinator groups,
    MarkerWriter markers,
    Func<IReadOnlyList<SeenProducer>> seen,
    TimeProvider time,
    ILogger logger
) : IBrokerService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _byProducer = [];
    private readonly ProducerIds _ids = new(state);

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        List<SeenProducer> strays;
        lock (_lock)
        {
            _ids.Load();
            foreach (var (id, value) in state.Load(StateKind.Transaction))
            {
                Hold(TransactionRecord.Decode(id, value));
            }

            strays = Reconcile(seen());
            _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var now = time.GetUtcNow();
            foreach (var resting in _transactions.Values.Where(one => !one.IsOngoing && !one.IsEnding).ToList())
            {
                if (resting.Touched + settings.IdExpiration < now)
                {
                    Forget(resting);
                }
            }
        }

        // What was left half ended is ended before the first client is let in.
        Tick();
        strays.ForEach(AbortStray);
        return ValueTask.CompletedTask;
    }

    /// <summary>A producer begins a life: what its former one left open is aborted, and the former one is fenced.</summary>
    /// <param name="transactionalId">Null for a producer that is only idempotent.</param>
    /// <param name="present">Who the producer is so far, where it says so: it asks for a new epoch after an error. Else <see cref="ProducerIdentity.None"/>.</param>
    public (ErrorCode Error, ProducerIdentity Producer) Init(string? transactionalId, TimeSpan timeout, ProducerIdentity present)
    {
        if (transactionalId is null)
        {
            return (ErrorCode.None, _ids.New());
        }

        if (transactionalId.Length == 0 || present.Id < 0 != present.Epoch < 0)
        {
            return (ErrorCode.InvalidRequest, ProducerIdentity.None);
        }

        if (timeout <= TimeSpan.Zero || timeout > settings.MaxTimeout)
        {
            return (ErrorCode.InvalidTransactionTimeout, ProducerIdentity.None);
        }

        lock (_lock)
        {
            if (!_transactions.TryGetValue(transactionalId, out var known))
            {
                return MakeRoom()
                    ? (ErrorCode.None, Write(Transaction.New(transactionalId, _ids.New(), timeout, time.GetUtcNow())).Producer)
                    : (ErrorCode.CoordinatorNotAvailable, ProducerIdentity.None);
            }

            if (
                present.Id >= 0
                && (present.Id != known.Producer.Id || (present.Epoch != known.Producer.Epoch && present.Epoch != known.LastEpoch))
            )
            {
                return (ErrorCode.ProducerFenced, ProducerIdentity.None);
            }

            var ended =
                known.IsEnding ? End(known)
                : known.IsOngoing ? End(Write(known.Prepare(commit: false, fence: true)))
                : known;
            if (ended.IsEnding)
            {
                return (ErrorCode.ConcurrentTransactions, ProducerIdentity.None);
            }

            if (present.Id >= 0 && present.Epoch == known.LastEpoch && present.Epoch != known.Producer.Epoch)
            {
                // The answer to its last request never reached it.
                return (ErrorCode.None, ended.Producer);
            }

            var next = ended.Producer.IsExhausted ? _ids.New() : ended.Producer.Next;
            return (ErrorCode.None, Write(ended with { Producer = next, LastEpoch = present.Epoch, Timeout = timeout }).Producer);
        }
    }

    /// <summary>Adds to the open transaction; begins one where none is open.</summary>
    public ErrorCode Add(
        string transactionalId,
        ProducerIdentity producer,
        IReadOnlyCollection<TopicPartition> partitions,
        IReadOnlyCollection<string> groupIds
    )
    {
        lock (_lock)
        {
            var error = Check(transactionalId, producer, out var transaction);
            if (transaction is null)
            {
                return error;
            }

            if (transaction.IsEnding && (transaction = End(transaction)).IsEnding)
            {
                return ErrorCode.ConcurrentTransactions;
            }

            var next = transaction.With(partitions, groupIds, time.GetUtcNow());
            if (next.Groups.Count > settings.MaxGroups)
            {
                return ErrorCode.PolicyViolation;
            }

            if (!ReferenceEquals(next, transaction))
            {
                Write(next);
                Arm(next.Deadline);
            }

            return ErrorCode.None;
        }
    }

    /// <summary>Commits or aborts; done when it returns.</summary>
    public ErrorCode End(string transactionalId, ProducerIdentity producer, bool commit)
    {
        lock (_lock)
        {
            var error = Check(transactionalId, producer, out var transaction);
            if (transaction is null)
            {
                return error;
            }

            if (transaction.IsOngoing)
            {
                return End(Write(transaction.Prepare(commit, fence: false))).IsEnding ? ErrorCode.CoordinatorNotAvailable : ErrorCode.None;
            }

            if (transaction.State is TransactionState.Empty || transaction.Commits != commit)
            {
                return ErrorCode.InvalidTxnState;
            }

            // The same request once more.
            return transaction.IsEnding && End(transaction).IsEnding ? ErrorCode.ConcurrentTransactions : ErrorCode.None;
        }
    }

    /// <summary>Offsets that count when the transaction commits; an answer for each.</summary>
    public List<ErrorCode> CommitOffsets(
        string transactionalId,
        ProducerIdentity producer,
        string groupId,
        MemberClaim member,
        IReadOnlyList<(TopicPartition Partition, CommittedOffset Offset)> offsets
    )
    {
        lock (_lock)
        {
            var error = Check(transactionalId, producer, out var transaction);
            if (transaction is not null && !(transaction.IsOngoing && transaction.Groups.Contains(groupId)))
            {
                error = ErrorCode.InvalidTxnState;
            }

            return error is ErrorCode.None
                ? groups.Commit(groupId, member, offsets, producer.Id)
                : [.. offsets.Select(_ => error is ErrorCode.ProducerFenced ? ErrorCode.InvalidProducerEpoch : error)];
        }
    }

    /// <summary>
    /// Whether the producer may write to the partition now. Without it a batch that comes after its transaction's end would open one
    /// that nobody ends, and readers of committed records would wait for ever.
    /// </summary>
    public ErrorCode CheckWrite(ProducerIdentity producer, TopicPartition partition)
    {
        lock (_lock)
        {
            return !_byProducer.TryGetValue(producer.Id, out var id) ? ErrorCode.InvalidProducerIdMapping
                : _transactions[id].Producer.Epoch != producer.Epoch ? ErrorCode.InvalidProducerEpoch
                : !_transactions[id].IsOngoing || !_transactions[id].Partitions.Contains(partition) ? ErrorCode.InvalidTxnState
                : ErrorCode.None;
        }
    }

    private ErrorCode Check(string transactionalId, ProducerIdentity producer, out Transaction? transaction)
    {
        transaction = null;
        if (transactionalId.Length == 0)
        {
            return ErrorCode.InvalidRequest;
        }

        if (!_transactions.TryGetValue(transactionalId, out var known) || known.Producer.Id != producer.Id)
        {
            return ErrorCode.InvalidProducerIdMapping;
        }

        if (known.Producer.Epoch != producer.Epoch)
        {
            return ErrorCode.ProducerFenced;
        }

        transaction = known;
        return ErrorCode.None;
    }
}
