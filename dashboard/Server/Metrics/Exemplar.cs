namespace Platform.Dashboard.Metrics;

/// <summary>One measurement that went into a point, with the trace in which it was taken.</summary>
/// <param name="Time">Nanoseconds since 1970.</param>
public readonly record struct Exemplar(long Time, double Value, UInt128 TraceId, ulong SpanId);
