using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Telemetry;
using Platform.Hosting.Publishing.Telemetry.Grafana;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Publishing.Tests.Telemetry;

public sealed partial class MetricNamesTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", MetricShape.Histogram, "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", MetricShape.UpDownCounter, "http_server_active_requests")]
    [InlineData("dotnet.process.cpu.time", "s", MetricShape.Counter, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("dotnet.gc.collections", "{collection}", MetricShape.Counter, "dotnet_gc_collections_total")]
    [InlineData("dotnet.process.memory.working_set", "By", MetricShape.UpDownCounter, "dotnet_process_memory_working_set_bytes")]
    [InlineData("system.memory.utilization", "1", MetricShape.Gauge, "system_memory_utilization_ratio")]
    [InlineData("requests.total", "1", MetricShape.Counter, "requests_total")]
    [InlineData("job.run_seconds", "s", MetricShape.Gauge, "job_run_seconds")]
    public void Instruments_are_called_in_Prometheus_as_its_compatibility_rules_say(
        string name,
        string unit,
        MetricShape shape,
        string prometheus
    ) => new EmittedMetric(name, unit, shape).Prometheus.ShouldBe(prometheus);

    [Theory]
    [InlineData(TelemetryPlace.Compose)]
    [InlineData(TelemetryPlace.Kubernetes)]
    public async Task Rules_and_dashboards_ask_for_nothing_that_nobody_emits(TelemetryPlace place)
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var rules = RuleFiles.Of(model, place).SelectMany(file => file.Groups).SelectMany(group => group.Rules).ToList();
        string[] known =
        [
            .. ServiceMetrics.All.SelectMany(metric => metric.Series),
            .. ExporterMetrics.All.Select(metric => metric.Name),
            .. rules.OfType<RecordingRule>().Select(rule => rule.Name),
        ];
        var asked = rules
            .Select(rule => rule.Expression)
            .Concat(GrafanaProvisioning.Dashboards(model).SelectMany(one => Queries(one.Text)));
        asked.SelectMany(Names).Distinct().Except(known).ShouldBeEmpty();
    }

    private static IEnumerable<string> Queries(string dashboard) =>
        JsonNode.Parse(dashboard)!["panels"]!
            .AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => (string)target!["expr"]!);

    // Every series that is asked for is followed by its labels or its window.
    private static IEnumerable<string> Names(string expression) =>
        Series().Matches(Text().Replace(expression, "\"\"")).Select(match => match.Value);

    [GeneratedRegex(@"[a-zA-Z_:][a-zA-Z0-9_:]*(?=[{\[])")]
    private static partial Regex Series();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();
}
