using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>What became of a produced batch.</summary>
/// <param name="BaseOffset">-1 with an error. For a repetition: the offset that the batch got the first time.</param>
/// <param name="AppendTime">-1 unless the topic uses the broker's time.</param>
internal readonly record struct AppendResult(
    ErrorCode Error,
    long BaseOffset,
    long AppendTime,
    long LogStartOffset,
    string? Message = null
);
