namespace ServiceDefaults.Tests.Support;

internal sealed record OtlpSpan(
    string Service,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    int Kind,
    IReadOnlyDictionary<string, string> Attributes,
    int StatusCode,
    IReadOnlyList<string> Events
)
{
    public override string ToString() =>
        $"{Service} '{Name}' {TraceId}/{SpanId}<{ParentId} kind {Kind} status {StatusCode} "
        + string.Join(' ', Attributes.Select(one => $"{one.Key}={one.Value}"))
        + $" events: {string.Join(',', Events)}";
}

internal sealed record OtlpLog(
    string Service,
    string Body,
    string TraceId,
    string Severity,
    IReadOnlyDictionary<string, string> Attributes
);

/// <summary>Reads what the tests need from OTLP, by the field numbers of opentelemetry-proto.</summary>
internal static class OtlpReader
{
    public static IEnumerable<OtlpSpan> Spans(ProtoMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(
            Service(resource),
            span.Text(5),
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            (int)span.Number(6),
            Attributes(span, 9),
            span.Messages(15).Select(status => (int)status.Number(3)).FirstOrDefault(),
            [.. span.Messages(11).Select(one => one.Text(2))]
        );

    public static IEnumerable<OtlpLog> Logs(ProtoMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new OtlpLog(
            Service(resource),
            log.Messages(5).Select(Value).FirstOrDefault() ?? "",
            log.Hex(9),
            log.Text(3),
            Attributes(log, 6)
        );

    public static IEnumerable<string> Metrics(ProtoMessage request) =>
        from resource in request.Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select metric.Text(1);

    private static string Service(ProtoMessage resource)
    {
        var attributes = Attributes(resource.Messages(1).First(), 1);
        return $"{attributes["service.name"]}/{attributes["service.instance.id"]}";
    }

    private static Dictionary<string, string> Attributes(ProtoMessage message, int field)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var pair in message.Messages(field))
            attributes[pair.Text(1)] = pair.Messages(2).Select(Value).FirstOrDefault() ?? "";
        return attributes;
    }

    private static string Value(ProtoMessage any) =>
        any.Has(1) ? any.Text(1)
        : any.Has(3) ? any.Number(3).ToString()
        : "";
}
