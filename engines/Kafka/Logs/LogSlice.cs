using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>Bytes of one segment that a fetch gets: from the batch that holds the offset on. Nothing is read yet.</summary>
/// <param name="Length">At most; ends within the last batch where a limit cuts it.</param>
internal readonly record struct LogSlice(
    ErrorCode Error,
    long HighWatermark,
    long LastStableOffset,
    long LogStartOffset,
    Segment? Segment = null,
    int Position = 0,
    int Length = 0,
    int FirstBatch = 0
);
