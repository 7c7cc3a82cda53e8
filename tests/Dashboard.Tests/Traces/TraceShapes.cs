using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Api.Traces;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Traces;

/// <summary>Traces as exporters send them, read back from a store of their own.</summary>
internal sealed class TraceShapes : ITelemetrySink
{
    public PeerResolver Peers { get; } = new();

    public SpanStore Spans { get; } = new(new TelemetryTables(), 64 << 20, TimeProvider.System);

    public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request) => Spans.Accept(request);

    public TraceShapes Send(string service, params IEnumerable<Span> spans)
    {
        Telemetry.Spans(service, spans).Send(this).Rejected.ShouldBe(0);
        return this;
    }

    public SpanTree Tree(ulong trace = 1) => SpanTree.Build(Spans.Trace(trace));

    public TraceReading Read(ulong trace = 1) => TraceReading.Read(Spans, Peers, trace)!;

    /// <summary>The number that the span was given.</summary>
    public static ulong Id(SpanNode node) => node.Row.SpanId;

    public static double Milliseconds(long nanoseconds) => (nanoseconds - Telemetry.Nanoseconds(0)) / 1e6;
}
