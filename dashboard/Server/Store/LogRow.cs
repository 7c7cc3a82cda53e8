namespace Platform.Dashboard.Store;

/// <summary>The index row of one log record.</summary>
public struct LogRow : ITelemetryRow
{
    /// <summary>Counted from 1 in order of arrival, over the whole life of the store.</summary>
    public long Sequence;

    /// <summary>Nanoseconds since 1970: when it happened, else when it was observed, else when it came.</summary>
    public long Time;

    /// <summary>0 where it belongs to no trace.</summary>
    public UInt128 TraceId;
    public ulong SpanId;

    /// <summary>The sender: index into the table of sources.</summary>
    public int Source;

    /// <summary>The instrumentation scope's name: .NET's category.</summary>
    public int Scope;

    /// <summary>OTLP's SeverityNumber: 1–4 trace, 5–8 debug, 9–12 info, 13–16 warn, 17–20 error, 21–24 fatal; 0 unset.</summary>
    public byte Severity;

    public readonly bool IsError => Severity >= 17;

    long ITelemetryRow.RowSequence
    {
        readonly get => Sequence;
        set => Sequence = value;
    }

    readonly UInt128 ITelemetryRow.RowTrace => TraceId;

    readonly long ITelemetryRow.RowFrom => Time;

    readonly long ITelemetryRow.RowTo => Time;

    readonly int ITelemetryRow.RowSource => Source;
}
