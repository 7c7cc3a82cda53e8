namespace Platform.Dashboard.Otlp;

public enum OtlpSignal
{
    Traces,
    Logs,
    Metrics,
}

/// <summary>What became of one export request.</summary>
/// <param name="Rejected">Spans, log records or points that were not taken: OTLP's partial success.</param>
/// <param name="Message">Why, or a warning; null where there is nothing to say.</param>
/// <param name="Malformed">The bytes are no such request: INVALID_ARGUMENT, or 400; nothing of it was kept.</param>
public readonly record struct IngestResult(long Rejected = 0, string? Message = null, bool Malformed = false);

/// <summary>Takes what exporters send, in the order in which it came, from many threads at once.</summary>
public interface ITelemetrySink
{
    /// <summary>Takes an <c>Export…ServiceRequest</c> in protobuf. The bytes are the caller's again on return: a sink that keeps them copies.</summary>
    IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request);
}
