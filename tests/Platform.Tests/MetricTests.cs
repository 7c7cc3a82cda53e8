using System.Net;
using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Telemetry;
using Platform.Hosting.Publishing.Telemetry.Rules;
using Platform.Tests.Support;
using Publishing.Tests.Support;

namespace Platform.Tests;

/// <summary>What Prometheus is told to judge is what the running graph measures.</summary>
public sealed partial class MetricTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task Services_measure_what_rules_and_dashboards_ask_for()
    {
        await ShopAsync();

        await Collector.MetricsAsync(measured =>
            [
                .. ServiceMetrics
                    .All.Where(asked =>
                        !measured.Any(metric =>
                            metric.Name == asked.Name && metric.Unit == asked.Unit && metric.Shape == asked.Shape.ToString()
                        )
                    )
                    .Select(asked => $"{asked.Name} {asked.Unit} {asked.Shape}, but {Alike(measured, asked.Name)}"),
            ]
        );
    }

    [Fact]
    public async Task Every_route_that_rules_name_is_one_that_a_service_answers()
    {
        var model = (await RealGraph.GetAsync())[Stage.Prod];
        var asked = RuleFiles
            .Of(model, TelemetryPlace.Kubernetes)
            .SelectMany(file => file.Groups)
            .SelectMany(group => group.Rules)
            .SelectMany(rule => Selector().Matches(rule.Expression))
            .Select(match => (Job: match.Groups[1].Value, Method: match.Groups[2].Value, Route: match.Groups[3].Value))
            .Distinct()
            .ToList();
        asked.Count.ShouldBeGreaterThan(5);
        await ShopAsync();

        await Collector.MetricsAsync(measured =>
            [
                .. asked
                    .Where(one =>
                        !measured.Any(metric =>
                            metric.Name == ServiceMetrics.ServerDuration.Name
                            && metric.Service == one.Job
                            && metric.Attributes.GetValueOrDefault("http.request.method") == one.Method
                            && Regex.IsMatch(metric.Attributes.GetValueOrDefault("http.route", ""), $"^(?:{one.Route})$")
                        )
                    )
                    .Select(one => one.ToString()),
            ]
        );
    }

    private static string Alike(IEnumerable<CollectedMetric> measured, string name) =>
        string.Join(", ", measured.Where(metric => metric.Name == name).Select(metric => $"{metric.Unit} {metric.Shape}").Distinct());

    // Over every route that has an objective.
    private async Task ShopAsync()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await Shopper.RegisterAsync(Gateway);
        foreach (var path in new[] { "categories", "products", $"products/{product}", "search?q=shoe" })
        {
            (await shopper.GetAsync($"/api/v1/{path}")).With(HttpStatusCode.OK);
        }
        (await shopper.PutInCartAsync(product, 1)).With(HttpStatusCode.OK);
        var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");
        (await shopper.PayAsync(order)).With(HttpStatusCode.Created);
    }

    [GeneratedRegex("job=\"([^\"]+)\",http_request_method=\"([^\"]+)\",http_route=~\"([^\"]+)\"")]
    private static partial Regex Selector();
}
