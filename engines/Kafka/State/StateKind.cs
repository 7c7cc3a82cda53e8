namespace Platform.Engines.Kafka.State;

/// <summary>What a record of the journal is about. Each kind has one owner, which alone knows its keys and values. Numbers are on disk: add, never renumber.</summary>
internal enum StateKind : byte
{
    /// <summary>Key: topic. Value: see TopicRecord.</summary>
    Topic = 1,

    /// <summary>Key: <c>topic/partition</c>. Value: the offset set by DeleteRecords.</summary>
    LogStart = 2,

    /// <summary>Committed offsets. Owner: Groups.</summary>
    GroupOffset = 10,

    /// <summary>Groups that exist without an offset, protocol type, static members. Owner: Groups.</summary>
    Group = 11,

    /// <summary>The next producer id. Owner: Transactions.</summary>
    ProducerId = 20,

    /// <summary>A transactional id: producer id, epoch, state, partitions. Owner: Transactions.</summary>
    Transaction = 21,

    /// <summary>Offsets of an open transaction. Owner: Transactions.</summary>
    PendingOffset = 22,
}
