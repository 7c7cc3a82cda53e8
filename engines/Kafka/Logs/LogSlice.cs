using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>Bytes of one segment that a fetch gets: from the batch that holds the offset on. Nothing is read yet.</summary>
/// <param name="Length">Up to the end of the segment, or of what may be seen.</param>
/// <param name="HasMore">The segment ends before what may be seen does.</param>
internal readonly record struct LogSlice(
    ErrorCode Error,
    long HighWatermark,
    long LastStableOffset,
    long LogStartOffset,
    Segment? Segment = null,
    int Position = 0,
    int Length = 0,
    int FirstBatch = 0,
    bool HasMore = false
);
