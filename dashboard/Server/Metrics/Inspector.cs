namespace Platform.Dashboard.Metrics;

/// <summary>Reads what .NET's own meters say of a process, as Pinpoint's Inspector shows a JVM's.</summary>
internal static class Inspector
{
    private const int MostLines = 8;

    private static readonly Panel[] panels =
    [
        new("cpu", "{core}", [new("dotnet.process.cpu.time", "rate", "cpu.mode")]),
        new(
            "heap",
            "By",
            [
                new("dotnet.gc.last_collection.heap.size", "value", "gc.heap.generation"),
                new("dotnet.process.memory.working_set", "value", null, "working set"),
            ]
        ),
        new("allocation", "By/s", [new("dotnet.gc.heap.total_allocated", "rate", null, "allocated")]),
        new("gc", "1/s", [new("dotnet.gc.collections", "rate", "gc.heap.generation")]),
        new("pause", "s/s", [new("dotnet.gc.pause.time", "rate", null, "paused")]),
        new("threads", "1", [new("dotnet.thread_pool.thread.count", "value", null, "pool threads")]),
        new("queue", "1", [new("dotnet.thread_pool.queue.length", "value", null, "queued")]),
        new(
            "exceptions",
            "1/s",
            [new("dotnet.exceptions", "rate", "error.type"), new("dotnet.monitor.lock_contentions", "rate", null, "lock contentions")]
        ),
        new(
            "database",
            "1",
            [
                new("db.client.connection.count", "value", "db.client.connection.state"),
                new("db.client.connections.usage", "value", "state"),
                new("db.client.connection.npgsql.pending_requests", "value", null, "waiting"),
                new("db.client.connections.pending_requests", "value", null, "waiting"),
                new("db.client.connection.max", "value", null, "most"),
                new("db.client.connections.max", "value", null, "most"),
            ]
        ),
        new("outgoing", "1", [new("http.client.open_connections", "value", "http.connection.state")]),
        new("incoming", "1", [new("kestrel.active_connections", "value", null, "open")]),
        new("requests", "1", [new("http.server.active_requests", "value", null, "in hand")]),
    ];

    public static Inspection Read(MetricStore store, MetricWindow window, string? resource) =>
        store.Read(resources => new Inspection(
            MetricTime.ToMilliseconds(window.From),
            MetricTime.ToMilliseconds(window.To),
            MetricTime.ToMilliseconds(window.Step),
            window.Times(),
            [
                .. resources
                    .Where(item => string.IsNullOrEmpty(resource) || item.Name == resource)
                    .Where(item => item.Instruments.Any(instrument => instrument.Name.StartsWith("dotnet.", StringComparison.Ordinal)))
                    .OrderBy(item => item.Name, StringComparer.Ordinal)
                    .Select(item => Of(item, window))
                    .Where(service => service.Instances.Count > 0),
            ]
        ));

    private static InspectedService Of(MetricResource resource, MetricWindow window) =>
        new(
            resource.Name,
            [
                .. resource
                    .Instances.OrderBy(instance => instance.Id, StringComparer.Ordinal)
                    .Select(instance => new InspectedInstance(
                        instance.Id,
                        [.. panels.Select(panel => Of(panel, resource, instance, window)).Where(panel => panel.Lines.Count > 0)]
                    ))
                    .Where(instance => instance.Panels.Any(panel => panel.Id == "cpu" || panel.Id == "heap")),
            ]
        );

    private static InspectorPanel Of(Panel panel, MetricResource resource, MetricInstance instance, MetricWindow window)
    {
        var lines = new List<InspectorLine>();
        foreach (var source in panel.Sources)
        {
            var series = resource
                .Instruments.Where(instrument => instrument.Name == source.Instrument)
                .SelectMany(instrument => instrument.Series)
                .Where(series => series.Instance == instance && series.Chunks.Count > 0)
                .Where(series => series.Span().Until >= window.From && series.Span().Since < window.To);
            lines.AddRange(
                series
                    .GroupBy(one => (source.Split is { } key ? one.Attributes[key] : null) ?? source.Name ?? source.Instrument)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Take(MostLines)
                    .Select(group =>
                    {
                        var all = group.ToList();
                        return new InspectorLine(group.Key, window.Each((from, to) => MetricLines.Total(all, source.Show, from, to)));
                    })
            );
        }
        return new InspectorPanel(panel.Id, panel.Unit, lines);
    }

    private sealed record Panel(string Id, string Unit, Source[] Sources);

    private sealed record Source(string Instrument, string Show, string? Split, string? Name = null);
}
