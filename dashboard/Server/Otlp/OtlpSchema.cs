using System.Collections.Frozen;

namespace Platform.Dashboard.Otlp;

/// <summary>OTLP's messages by the public specification, as far as exporters send them.</summary>
internal static class OtlpSchema
{
    private const bool Many = true;

    private static readonly FrozenDictionary<string, int> SpanKinds = Names(
        "SPAN_KIND_",
        ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"]
    );
    private static readonly FrozenDictionary<string, int> StatusCodes = Names("STATUS_CODE_", ["UNSET", "OK", "ERROR"]);
    private static readonly FrozenDictionary<string, int> Temporalities = Names(
        "AGGREGATION_TEMPORALITY_",
        ["UNSPECIFIED", "DELTA", "CUMULATIVE"]
    );
    private static readonly FrozenDictionary<string, int> Severities = Names(
        "SEVERITY_NUMBER_",
        [
            "UNSPECIFIED",
            .. new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }.SelectMany(level =>
                new[] { level, level + "2", level + "3", level + "4" }
            ),
        ]
    );

    // Values hold pairs and pairs values: filled by Attribute, so declared before what calls it.
    private static readonly OtlpMessage AnyValue = new();
    private static readonly OtlpMessage KeyValue = Attribute();

    private static readonly OtlpMessage Resource = new OtlpMessage()
        .With(1, "attributes", KeyValue, Many)
        .With(2, "dropped_attributes_count", OtlpFieldKind.Varint);

    private static readonly OtlpMessage Scope = new OtlpMessage()
        .With(1, "name", OtlpFieldKind.Text)
        .With(2, "version", OtlpFieldKind.Text)
        .With(3, "attributes", KeyValue, Many)
        .With(4, "dropped_attributes_count", OtlpFieldKind.Varint);

    private static readonly OtlpMessage Exemplar = new OtlpMessage()
        .With(2, "time_unix_nano", OtlpFieldKind.Fixed64)
        .With(3, "as_double", OtlpFieldKind.Double)
        .With(4, "span_id", OtlpFieldKind.Hex)
        .With(5, "trace_id", OtlpFieldKind.Hex)
        .With(6, "as_int", OtlpFieldKind.Fixed64)
        .With(7, "filtered_attributes", KeyValue, Many);

    private static readonly OtlpMessage Traces = Request("resource_spans", "scope_spans", "spans", Span());
    private static readonly OtlpMessage Logs = Request("resource_logs", "scope_logs", "log_records", LogRecord());
    private static readonly OtlpMessage Metrics = Request("resource_metrics", "scope_metrics", "metrics", Metric());

    public static OtlpMessage RequestOf(OtlpSignal signal) =>
        signal switch
        {
            OtlpSignal.Traces => Traces,
            OtlpSignal.Logs => Logs,
            _ => Metrics,
        };

    private static OtlpMessage Request(string resources, string scopes, string items, OtlpMessage item) =>
        new OtlpMessage().With(
            1,
            resources,
            new OtlpMessage()
                .With(1, "resource", Resource)
                .With(
                    2,
                    scopes,
                    new OtlpMessage().With(1, "scope", Scope).With(2, items, item, Many).With(3, "schema_url", OtlpFieldKind.Text),
                    Many
                )
                .With(3, "schema_url", OtlpFieldKind.Text),
            Many
        );

    private static OtlpMessage Attribute()
    {
        var (pair, value) = (new OtlpMessage(), AnyValue);
        value
            .With(1, "string_value", OtlpFieldKind.Text)
            .With(2, "bool_value", OtlpFieldKind.Bool)
            .With(3, "int_value", OtlpFieldKind.Varint)
            .With(4, "double_value", OtlpFieldKind.Double)
            .With(5, "array_value", new OtlpMessage().With(1, "values", value, Many))
            .With(6, "kvlist_value", new OtlpMessage().With(1, "values", pair, Many))
            .With(7, "bytes_value", OtlpFieldKind.Base64);
        return pair.With(1, "key", OtlpFieldKind.Text).With(2, "value", value);
    }

    private static OtlpMessage Span() =>
        new OtlpMessage()
            .With(1, "trace_id", OtlpFieldKind.Hex)
            .With(2, "span_id", OtlpFieldKind.Hex)
            .With(3, "trace_state", OtlpFieldKind.Text)
            .With(4, "parent_span_id", OtlpFieldKind.Hex)
            .With(5, "name", OtlpFieldKind.Text)
            .With(6, "kind", SpanKinds)
            .With(7, "start_time_unix_nano", OtlpFieldKind.Fixed64)
            .With(8, "end_time_unix_nano", OtlpFieldKind.Fixed64)
            .With(9, "attributes", KeyValue, Many)
            .With(10, "dropped_attributes_count", OtlpFieldKind.Varint)
            .With(
                11,
                "events",
                new OtlpMessage()
                    .With(1, "time_unix_nano", OtlpFieldKind.Fixed64)
                    .With(2, "name", OtlpFieldKind.Text)
                    .With(3, "attributes", KeyValue, Many)
                    .With(4, "dropped_attributes_count", OtlpFieldKind.Varint),
                Many
            )
            .With(12, "dropped_events_count", OtlpFieldKind.Varint)
            .With(
                13,
                "links",
                new OtlpMessage()
                    .With(1, "trace_id", OtlpFieldKind.Hex)
                    .With(2, "span_id", OtlpFieldKind.Hex)
                    .With(3, "trace_state", OtlpFieldKind.Text)
                    .With(4, "attributes", KeyValue, Many)
                    .With(5, "dropped_attributes_count", OtlpFieldKind.Varint)
                    .With(6, "flags", OtlpFieldKind.Fixed32),
                Many
            )
            .With(14, "dropped_links_count", OtlpFieldKind.Varint)
            .With(15, "status", new OtlpMessage().With(2, "message", OtlpFieldKind.Text).With(3, "code", StatusCodes))
            .With(16, "flags", OtlpFieldKind.Fixed32);

    private static OtlpMessage LogRecord() =>
        new OtlpMessage()
            .With(1, "time_unix_nano", OtlpFieldKind.Fixed64)
            .With(2, "severity_number", Severities)
            .With(3, "severity_text", OtlpFieldKind.Text)
            .With(5, "body", AnyValue)
            .With(6, "attributes", KeyValue, Many)
            .With(7, "dropped_attributes_count", OtlpFieldKind.Varint)
            .With(8, "flags", OtlpFieldKind.Fixed32)
            .With(9, "trace_id", OtlpFieldKind.Hex)
            .With(10, "span_id", OtlpFieldKind.Hex)
            .With(11, "observed_time_unix_nano", OtlpFieldKind.Fixed64)
            .With(12, "event_name", OtlpFieldKind.Text);

    private static OtlpMessage Metric() =>
        new OtlpMessage()
            .With(1, "name", OtlpFieldKind.Text)
            .With(2, "description", OtlpFieldKind.Text)
            .With(3, "unit", OtlpFieldKind.Text)
            .With(5, "gauge", Points(Number()))
            .With(7, "sum", Points(Number()).With(2, "aggregation_temporality", Temporalities).With(3, "is_monotonic", OtlpFieldKind.Bool))
            .With(9, "histogram", Points(Histogram()).With(2, "aggregation_temporality", Temporalities))
            .With(10, "exponential_histogram", Points(ExponentialHistogram()).With(2, "aggregation_temporality", Temporalities))
            .With(11, "summary", Points(Summary()))
            .With(12, "metadata", KeyValue, Many);

    private static OtlpMessage Points(OtlpMessage point) => new OtlpMessage().With(1, "data_points", point, Many);

    private static OtlpMessage Timed() =>
        new OtlpMessage().With(2, "start_time_unix_nano", OtlpFieldKind.Fixed64).With(3, "time_unix_nano", OtlpFieldKind.Fixed64);

    private static OtlpMessage Number() =>
        Timed()
            .With(4, "as_double", OtlpFieldKind.Double)
            .With(5, "exemplars", Exemplar, Many)
            .With(6, "as_int", OtlpFieldKind.Fixed64)
            .With(7, "attributes", KeyValue, Many)
            .With(8, "flags", OtlpFieldKind.Varint);

    private static OtlpMessage Histogram() =>
        Timed()
            .With(4, "count", OtlpFieldKind.Fixed64)
            .With(5, "sum", OtlpFieldKind.Double)
            .With(6, "bucket_counts", OtlpFieldKind.Fixed64, Many)
            .With(7, "explicit_bounds", OtlpFieldKind.Double, Many)
            .With(8, "exemplars", Exemplar, Many)
            .With(9, "attributes", KeyValue, Many)
            .With(10, "flags", OtlpFieldKind.Varint)
            .With(11, "min", OtlpFieldKind.Double)
            .With(12, "max", OtlpFieldKind.Double);

    private static OtlpMessage ExponentialHistogram()
    {
        var buckets = new OtlpMessage().With(1, "offset", OtlpFieldKind.ZigZag).With(2, "bucket_counts", OtlpFieldKind.Varint, Many);
        return Timed()
            .With(1, "attributes", KeyValue, Many)
            .With(4, "count", OtlpFieldKind.Fixed64)
            .With(5, "sum", OtlpFieldKind.Double)
            .With(6, "scale", OtlpFieldKind.ZigZag)
            .With(7, "zero_count", OtlpFieldKind.Fixed64)
            .With(8, "positive", buckets)
            .With(9, "negative", buckets)
            .With(10, "flags", OtlpFieldKind.Varint)
            .With(11, "exemplars", Exemplar, Many)
            .With(12, "min", OtlpFieldKind.Double)
            .With(13, "max", OtlpFieldKind.Double)
            .With(14, "zero_threshold", OtlpFieldKind.Double);
    }

    private static OtlpMessage Summary() =>
        Timed()
            .With(4, "count", OtlpFieldKind.Fixed64)
            .With(5, "sum", OtlpFieldKind.Double)
            .With(
                6,
                "quantile_values",
                new OtlpMessage().With(1, "quantile", OtlpFieldKind.Double).With(2, "value", OtlpFieldKind.Double),
                Many
            )
            .With(7, "attributes", KeyValue, Many)
            .With(8, "flags", OtlpFieldKind.Varint);

    private static FrozenDictionary<string, int> Names(string prefix, IEnumerable<string> names) =>
        names.Select((name, number) => (prefix + name, number)).ToFrozenDictionary(pair => pair.Item1, pair => pair.number);
}
