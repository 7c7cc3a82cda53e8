using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The records of one partition. Thread-safe.</summary>
internal sealed class PartitionLog
{
    public long LogStartOffset => 0;

    /// <summary>The offset that the next record gets; with one replica also the end of the log.</summary>
    public long HighWatermark => 0;

    /// <summary>Everything below is decided: the first offset of the oldest open transaction, or the high watermark.</summary>
    public long LastStableOffset => 0;

    /// <summary>
    /// Ends the producer's transaction in this partition: appends a control batch of one marker. Harmless where none is open (a marker sent
    /// again after a crash). Wakes consumers.
    /// </summary>
    /// <returns><see cref="ErrorCode.InvalidProducerEpoch"/> where a newer epoch of the producer has written.</returns>
    public ErrorCode AppendMarker(long producerId, short producerEpoch, bool commit, int coordinatorEpoch) => ErrorCode.None;

    /// <summary>The aborted transactions that touch offsets from <paramref name="from"/> up to, not with, <paramref name="to"/>.</summary>
    public IReadOnlyList<AbortedTransaction> AbortedTransactions(long from, long to) => [];
}
