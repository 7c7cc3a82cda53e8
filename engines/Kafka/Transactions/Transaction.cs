using System.Collections.Immutable;
using Platform.Engines.Kafka.Groups.Offsets;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>A transactional id and its present or last transaction. Never changed: each step gives the next one, which is written before it counts.</summary>
/// <param name="LastEpoch">The epoch that the producer had before its present one, where it named it: its request may come again. Else -1.</param>
/// <param name="Touched">When the transaction began, or the last one ended; on the wall clock, for it outlives the process.</param>
internal sealed record Transaction(
    string Id,
    ProducerIdentity Producer,
    short LastEpoch,
    TimeSpan Timeout,
    TransactionState State,
    DateTimeOffset Touched,
    ImmutableHashSet<TopicPartition> Partitions,
    ImmutableHashSet<string> Groups
)
{
    public static Transaction New(string id, ProducerIdentity producer, TimeSpan timeout, DateTimeOffset now) =>
        new(id, producer, -1, timeout, TransactionState.Empty, now, [], []);

    public bool IsOngoing => State is TransactionState.Ongoing;

    public bool IsEnding => State is TransactionState.PrepareCommit or TransactionState.PrepareAbort;

    /// <summary>Of a transaction that ends or has ended.</summary>
    public bool Commits => State is TransactionState.PrepareCommit or TransactionState.CompleteCommit;

    public DateTimeOffset Deadline => Touched + Timeout;

    /// <summary>With partitions and groups more; begins where none is open. The same where that changes nothing.</summary>
    public Transaction With(IEnumerable<TopicPartition> partitions, IEnumerable<string> groups, DateTimeOffset now)
    {
        var open = IsOngoing ? this : this with { State = TransactionState.Ongoing, Touched = now, Partitions = [], Groups = [] };
        var (morePartitions, moreGroups) = (open.Partitions.Union(partitions), open.Groups.Union(groups));
        // Union gives the same set where nothing is new.
        return ReferenceEquals(morePartitions, open.Partitions) && ReferenceEquals(moreGroups, open.Groups)
            ? open
            : open with
            {
                Partitions = morePartitions,
                Groups = moreGroups,
            };
    }

    /// <summary>Decided. A fenced producer's epoch is raised, and the partitions learn of it by the marker.</summary>
    public Transaction Prepare(bool commit, bool fence) =>
        this with
        {
            State = commit ? TransactionState.PrepareCommit : TransactionState.PrepareAbort,
            Producer = fence ? Producer.Next : Producer,
            LastEpoch = fence ? (short)-1 : LastEpoch,
        };

    public Transaction Complete(DateTimeOffset now) =>
        this with
        {
            State = Commits ? TransactionState.CompleteCommit : TransactionState.CompleteAbort,
            Touched = now,
            Partitions = [],
            Groups = [],
        };
}
