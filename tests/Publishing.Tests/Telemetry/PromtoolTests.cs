using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Telemetry;
using Platform.Hosting.Publishing.Telemetry.Rules;
using Publishing.Tests.Support;

namespace Publishing.Tests.Telemetry;

/// <summary>Prometheus' own program evaluates the rules over series: every alert fires where it should and is silent where it should.</summary>
public sealed class PromtoolTests : IDisposable
{
    // Long enough for every "for"; the windows of budgets hold what there is.
    private const string Late = "20m";
    private readonly string _folder = Directory.CreateTempSubdirectory("rules-").FullName;

    public static TheoryData<Stage, TelemetryPlace> Places =>
        [
            // With mocks and without.
            new(Stage.Prod, TelemetryPlace.Kubernetes),
            new(Stage.Dev, TelemetryPlace.Compose),
        ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Every_alert_fires_when_it_should_and_no_other_time(Stage stage, TelemetryPlace place)
    {
        var promtool = Promtool();
        var model = await TelemetryGraph.ModelAsync(stage);
        var files = RuleFiles.Of(model, place);
        var traffic = new TrafficSeries(model);
        var alerts = Alerts(files);

        var names = files.Select(file => $"{file.Name}.yml").ToArray();
        foreach (var file in files)
        {
            await File.WriteAllTextAsync(
                Path.Combine(_folder, $"{file.Name}.yml"),
                Yaml.Write(file.Tree()),
                TestContext.Current.CancellationToken
            );
        }
        var few = alerts.Where(alert =>
            alert.Expression.Contains(">= ") && !alert.Expression.Contains("objective:", StringComparison.Ordinal)
        );
        var test = Tests(
            names,
            World(
                [.. traffic.Broken(), .. MachineSeries.Of(model, place, isBad: true)],
                [.. alerts.Select(Fires), .. alerts.Select(WaitsFor).OfType<JsonNode>(), .. Objectives(model).Select(Burns)]
            ),
            World(
                [.. traffic.Kept(), .. MachineSeries.Of(model, place, isBad: false)],
                [Nothing("ALERTS{}"), .. Objectives(model).Select(Kept)]
            ),
            World([.. traffic.Few(), .. MachineSeries.Of(model, place, isBad: false)], [.. few.Select(IsSilent)])
        );
        await File.WriteAllTextAsync(Path.Combine(_folder, "test.yml"), Yaml.Write(test), TestContext.Current.CancellationToken);

        var check = await Tools.RunAsync(promtool, ["check", "rules", .. names], _folder);
        check.ShouldSucceed();
        var result = await Tools.RunAsync(promtool, ["test", "rules", "test.yml"], _folder);
        result.ShouldSucceed();
        alerts.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Messages_say_who_and_how_bad()
    {
        var promtool = Promtool();
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var file = RuleFiles.Of(model, TelemetryPlace.Kubernetes).Single(file => file.Name == "payments");
        await File.WriteAllTextAsync(Path.Combine(_folder, "payments.yml"), Yaml.Write(file.Tree()), TestContext.Current.CancellationToken);
        const string labels = "job=\"payments\",http_request_method=\"POST\",http_route=\"/api/v1/payments/\"";
        var test = Tests(
            ["payments.yml"],
            new JsonObject
            {
                ["interval"] = "30s",
                ["input_series"] = new JsonArray(
                    RequestSeries.Growing($"http_server_request_duration_seconds_count{{{labels},http_response_status_code=\"200\"}}", 270),
                    RequestSeries.Growing($"http_server_request_duration_seconds_count{{{labels},http_response_status_code=\"503\"}}", 30)
                ),
                ["alert_rule_test"] = new JsonArray(
                    new JsonObject
                    {
                        ["eval_time"] = "5m",
                        ["alertname"] = "PaymentsFail",
                        ["exp_alerts"] = new JsonArray(
                            new JsonObject
                            {
                                ["exp_labels"] = new JsonObject
                                {
                                    ["resource"] = "payments",
                                    ["route"] = "POST /api/v1/payments",
                                    ["severity"] = "critical",
                                },
                                ["exp_annotations"] = new JsonObject
                                {
                                    ["summary"] = "Payments fail",
                                    ["description"] = "10% of requests fail.",
                                },
                            }
                        ),
                    }
                ),
            }
        );
        await File.WriteAllTextAsync(Path.Combine(_folder, "test.yml"), Yaml.Write(test), TestContext.Current.CancellationToken);

        (await Tools.RunAsync(promtool, ["test", "rules", "test.yml"], _folder)).ShouldSucceed();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Promtool() =>
        Tools.Require("promtool", "that Prometheus accepts the rules, and that alerts fire", "apt-get install prometheus");

    private static List<AlertingRule> Alerts(IEnumerable<RuleFile> files) =>
        [.. files.SelectMany(file => file.Groups).SelectMany(group => group.Rules).OfType<AlertingRule>()];

    private static IEnumerable<string> Objectives(Platform.Hosting.Publishing.Model.DeploymentModel model) =>
        RuleFiles.Objectives(model).Select(objective => objective.Name);

    private static JsonObject Tests(string[] files, params JsonObject[] worlds) =>
        new()
        {
            ["rule_files"] = new JsonArray([.. files.Select(file => (JsonNode)file)]),
            ["evaluation_interval"] = "30s",
            ["tests"] = new JsonArray([.. worlds]),
        };

    private static JsonObject World(IEnumerable<JsonObject> series, IEnumerable<JsonNode> expected) =>
        new()
        {
            ["interval"] = $"{RequestSeries.SampleSeconds}s",
            ["input_series"] = new JsonArray([.. series]),
            ["promql_expr_test"] = new JsonArray([.. expected]),
        };

    private static JsonObject Fires(AlertingRule alert) => Value($"count({Firing(alert)}) > bool 0", Late, 1);

    // A moment before its time it is pending at most.
    private static JsonObject? WaitsFor(AlertingRule alert) =>
        alert.For < TimeSpan.FromMinutes(2) ? null : Value($"count({Firing(alert)})", $"{(int)alert.For.TotalMinutes - 1}m", null);

    private static JsonObject IsSilent(AlertingRule alert) => Nothing(Firing(alert));

    private static JsonObject Burns(string objective) =>
        Value($"objective:burn:1h{{objective=\"{objective}\"}} > bool 14.4", Late, 1, isSum: true);

    private static JsonObject Kept(string objective) =>
        Value(
            $"max(objective:burn:5m{{objective=\"{objective}\"}}) == bool 0 and max(objective:value{{objective=\"{objective}\"}})",
            Late,
            1
        );

    private static string Firing(AlertingRule alert)
    {
        var labels = alert.Labels.Where(label => !label.Value.Contains("{{")).Select(label => $",{label.Key}=\"{label.Value}\"");
        return $"ALERTS{{alertstate=\"firing\",alertname=\"{alert.Name}\"{string.Concat(labels)}}}";
    }

    private static JsonObject Nothing(string expression) => Value(expression, Late, null);

    private static JsonObject Value(string expression, string at, double? value, bool isSum = false) =>
        new()
        {
            ["expr"] = isSum ? $"sum({expression})" : expression,
            ["eval_time"] = at,
            ["exp_samples"] = value is { } number ? new JsonArray(new JsonObject { ["labels"] = "{}", ["value"] = number }) : [],
        };
}
