using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>What consumers ask.</summary>
internal sealed partial class PartitionLog
{
    /// <summary>Everything below is decided: the first offset of the oldest open transaction, or the high watermark.</summary>
    public long LastStableOffset
    {
        get
        {
            lock (_lock)
            {
                return StableOffset();
            }
        }
    }

    /// <summary>Whether the producer has a transaction open here.</summary>
    public bool HasOpenTransaction(long producerId)
    {
        lock (_lock)
        {
            return _producers.HasOpen(producerId);
        }
    }

    /// <summary>The producers that are remembered, and whether each has a transaction open here.</summary>
    public IReadOnlyList<(long Id, short Epoch, bool IsOpen)> Producers()
    {
        lock (_lock)
        {
            return
            [
                .. _producers.Producers.Select(producer => (producer.ProducerId, producer.Epoch, producer.TransactionStart is not null)),
            ];
        }
    }

    /// <summary>The aborted transactions that touch offsets from <paramref name="from"/> up to, not with, <paramref name="to"/>.</summary>
    public IReadOnlyList<AbortedTransaction> AbortedTransactions(long from, long to)
    {
        lock (_lock)
        {
            return _producers.Aborted.Count == 0
                ? []
                : [.. _producers.Aborted.Where(transaction => transaction.FirstOffset < to && transaction.LastOffset >= from)];
        }
    }

    /// <summary>What a fetch from <paramref name="offset"/> would get.</summary>
    /// <param name="committedOnly">Only up to the last stable offset.</param>
    public LogSlice Slice(long offset, bool committedOnly)
    {
        lock (_lock)
        {
            var stable = StableOffset();
            var slice = new LogSlice(ErrorCode.None, _highWatermark, stable, _logStart);
            if (_closed)
            {
                return slice with { Error = ErrorCode.UnknownTopicOrPartition };
            }

            if (offset < _logStart || offset > _highWatermark)
            {
                return slice with { Error = ErrorCode.OffsetOutOfRange };
            }

            var end = committedOnly ? stable : _highWatermark;
            if (offset >= end || _segments.Find(offset) is not { } segment)
            {
                return slice;
            }

            return LogLookup.Slice(segment, offset, end) is { } found
                ? slice with
                {
                    Segment = segment,
                    Position = found.Position,
                    Length = found.Length,
                    FirstBatch = found.FirstBatch,
                    HasMore = segment.NextOffset < end,
                }
                : slice;
        }
    }

    /// <summary>The first record as late as <paramref name="timestamp"/> (Unix milliseconds), with its own time; null where all are earlier.</summary>
    public (long Offset, long Timestamp)? FindTime(long timestamp)
    {
        lock (_lock)
        {
            return LogLookup.FindTime(_segments.All, timestamp, _logStart);
        }
    }

    /// <summary>The record with the greatest timestamp; null in an empty log.</summary>
    public (long Offset, long Timestamp)? FindMaxTime()
    {
        lock (_lock)
        {
            return LogLookup.FindMaxTime(_segments.All, _logStart);
        }
    }

    private long StableOffset() => Math.Max(_logStart, Math.Min(_producers.FirstOpen ?? long.MaxValue, _highWatermark));
}
