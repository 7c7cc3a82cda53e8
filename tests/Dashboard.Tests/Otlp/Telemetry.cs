using System.Buffers.Binary;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

/// <summary>
/// Export requests as an SDK would send them: <c>Telemetry.Spans("ordering", Telemetry.Span("GET /orders", trace: 1, id: 1, at: 0, took: 12)).Send(sink)</c>.
/// Times are milliseconds after <see cref="Epoch"/>; ids are small numbers. What is not a parameter is set on the message itself.
/// </summary>
public static class Telemetry
{
    /// <summary>2026-01-01T00:00:00Z: where the time of tests begins.</summary>
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Nanoseconds since 1970 of so many milliseconds after <see cref="Epoch"/>.</summary>
    public static long Nanoseconds(double milliseconds) => Epoch.ToUnixTimeMilliseconds() * 1_000_000 + (long)(milliseconds * 1e6);

    public static ExportTraceServiceRequest Spans(string service, params IEnumerable<Span> spans) => Spans(service, service + "-1", spans);

    public static ExportTraceServiceRequest Spans(string service, string instance, IEnumerable<Span> spans, string scope = "tests") =>
        new()
        {
            ResourceSpans =
            {
                new ResourceSpans
                {
                    Resource = Resource(service, instance),
                    ScopeSpans =
                    {
                        new ScopeSpans
                        {
                            Scope = new() { Name = scope },
                            Spans = { spans },
                        },
                    },
                },
            },
        };

    public static ExportLogsServiceRequest Logs(string service, params IEnumerable<LogRecord> records) =>
        Logs(service, service + "-1", records);

    public static ExportLogsServiceRequest Logs(
        string service,
        string instance,
        IEnumerable<LogRecord> records,
        string category = "tests"
    ) =>
        new()
        {
            ResourceLogs =
            {
                new ResourceLogs
                {
                    Resource = Resource(service, instance),
                    ScopeLogs =
                    {
                        new ScopeLogs
                        {
                            Scope = new() { Name = category },
                            LogRecords = { records },
                        },
                    },
                },
            },
        };

    public static ExportMetricsServiceRequest Metrics(string service, params IEnumerable<Metric> metrics) =>
        Metrics(service, service + "-1", metrics);

    public static ExportMetricsServiceRequest Metrics(
        string service,
        string instance,
        IEnumerable<Metric> metrics,
        string meter = "tests"
    ) =>
        new()
        {
            ResourceMetrics =
            {
                new ResourceMetrics
                {
                    Resource = Resource(service, instance),
                    ScopeMetrics =
                    {
                        new ScopeMetrics
                        {
                            Scope = new() { Name = meter },
                            Metrics = { metrics },
                        },
                    },
                },
            },
        };

    public static Span Span(
        string name,
        ulong trace,
        ulong id,
        ulong parent = 0,
        double at = 0,
        double took = 1,
        SpanKind kind = SpanKind.Server,
        bool error = false,
        params (string Key, object Value)[] attributes
    ) =>
        new()
        {
            Name = name,
            TraceId = TraceId(trace),
            SpanId = SpanId(id),
            ParentSpanId = parent == 0 ? ByteString.Empty : SpanId(parent),
            Kind = kind,
            StartTimeUnixNano = (ulong)Nanoseconds(at),
            EndTimeUnixNano = (ulong)Nanoseconds(at + took),
            Status = new() { Code = error ? StatusCode.Error : StatusCode.Unset },
            Attributes = { attributes.Select(Attribute) },
        };

    /// <param name="severity">OTLP's number: 5 debug, 9 information, 13 warning, 17 error, 21 critical.</param>
    public static LogRecord Log(
        string body,
        double at = 0,
        int severity = 9,
        ulong trace = 0,
        ulong span = 0,
        params (string Key, object Value)[] attributes
    ) =>
        new()
        {
            Body = Value(body),
            TimeUnixNano = (ulong)Nanoseconds(at),
            ObservedTimeUnixNano = (ulong)Nanoseconds(at),
            SeverityNumber = severity,
            TraceId = trace == 0 ? ByteString.Empty : TraceId(trace),
            SpanId = span == 0 ? ByteString.Empty : SpanId(span),
            Attributes = { attributes.Select(Attribute) },
        };

    public static Metric Sum(string name, params IEnumerable<NumberDataPoint> points) =>
        new()
        {
            Name = name,
            Sum = new()
            {
                IsMonotonic = true,
                AggregationTemporality = AggregationTemporality.Cumulative,
                DataPoints = { points },
            },
        };

    public static Metric Gauge(string name, params IEnumerable<NumberDataPoint> points) =>
        new()
        {
            Name = name,
            Gauge = new() { DataPoints = { points } },
        };

    /// <summary>Cumulative since <see cref="Epoch"/>.</summary>
    public static NumberDataPoint Point(double value, double at, params (string Key, object Value)[] attributes) =>
        new()
        {
            AsDouble = value,
            StartTimeUnixNano = (ulong)Nanoseconds(0),
            TimeUnixNano = (ulong)Nanoseconds(at),
            Attributes = { attributes.Select(Attribute) },
        };

    public static Metric Histogram(string name, params IEnumerable<HistogramDataPoint> points) =>
        new()
        {
            Name = name,
            Histogram = new() { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { points } },
        };

    /// <summary>Cumulative since <see cref="Epoch"/>. There is one count more than there are bounds.</summary>
    public static HistogramDataPoint Buckets(
        double[] bounds,
        ulong[] counts,
        double sum,
        double at,
        params (string Key, object Value)[] attributes
    ) =>
        new()
        {
            Count = counts.Aggregate(0UL, (total, count) => total + count),
            Sum = sum,
            ExplicitBounds = { bounds },
            BucketCounts = { counts },
            StartTimeUnixNano = (ulong)Nanoseconds(0),
            TimeUnixNano = (ulong)Nanoseconds(at),
            Attributes = { attributes.Select(Attribute) },
        };

    public static IngestResult Send(this ExportTraceServiceRequest request, ITelemetrySink sink) =>
        sink.Accept(OtlpSignal.Traces, request.ToByteArray());

    public static IngestResult Send(this ExportLogsServiceRequest request, ITelemetrySink sink) =>
        sink.Accept(OtlpSignal.Logs, request.ToByteArray());

    public static IngestResult Send(this ExportMetricsServiceRequest request, ITelemetrySink sink) =>
        sink.Accept(OtlpSignal.Metrics, request.ToByteArray());

    public static Resource Resource(string service, string instance, params (string Key, object Value)[] attributes) =>
        new()
        {
            Attributes =
            {
                Attribute(("service.name", service)),
                Attribute(("service.instance.id", instance)),
                attributes.Select(Attribute),
            },
        };

    public static KeyValue Attribute((string Key, object Value) attribute) => new() { Key = attribute.Key, Value = Value(attribute.Value) };

    public static AnyValue Value(object value) =>
        value switch
        {
            string text => new() { StringValue = text },
            bool flag => new() { BoolValue = flag },
            int number => new() { IntValue = number },
            long number => new() { IntValue = number },
            double number => new() { DoubleValue = number },
            byte[] bytes => new() { BytesValue = ByteString.CopyFrom(bytes) },
            IEnumerable<(string, object)> map => new() { KvlistValue = new() { Values = { map.Select(Attribute) } } },
            IEnumerable<object> items => new() { ArrayValue = new() { Values = { items.Select(Value) } } },
            _ => throw new ArgumentException($"{value.GetType()} is no attribute's type.", nameof(value)),
        };

    /// <summary>Sixteen bytes, the number last: "0000…0001" on screen.</summary>
    public static ByteString TraceId(ulong number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), number);
        return ByteString.CopyFrom(bytes);
    }

    public static ByteString SpanId(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return ByteString.CopyFrom(bytes);
    }
}
