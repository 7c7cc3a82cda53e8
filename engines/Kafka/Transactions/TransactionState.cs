namespace Platform.Engines.Kafka.Transactions;

/// <summary>Where a transaction stands. Numbers are on disk.</summary>
internal enum TransactionState : byte
{
    /// <summary>The producer has yet to begin its first one.</summary>
    Empty = 0,

    Ongoing = 1,

    /// <summary>Decided, and written to the journal; the partitions are being told.</summary>
    PrepareCommit = 2,

    /// <summary>As <see cref="PrepareCommit"/>, for an abort.</summary>
    PrepareAbort = 3,

    CompleteCommit = 4,

    CompleteAbort = 5,
}
