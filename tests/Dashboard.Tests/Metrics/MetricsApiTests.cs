using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Tests;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Tests.Metrics;

public sealed class MetricsApiTests : IAsyncLifetime
{
    private TestDashboard dashboard = null!;

    public async ValueTask InitializeAsync() => dashboard = await TestDashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public async Task The_tree_leads_from_resource_over_meter_to_instrument()
    {
        Send(Sent.Gauge("heap", 5, 1), resource: "shop");
        Send(Sent.Sum("orders", 5, 1), resource: "shop");
        Send(Sent.Gauge("heap", 5, 1), resource: "bank");

        var tree = await GetAsync("/api/metrics/instruments");

        tree["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()).ShouldBe(["bank", "shop"]);
        var meter = tree["items"]![1]!["meters"]!.AsArray().ShouldHaveSingleItem()!;
        meter["name"]!.GetValue<string>().ShouldBe("Shop.Meter");
        meter["instruments"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>()).ShouldBe(["Gauge", "Counter"]);
        tree["oldest"]!.GetValue<double>().ShouldBe(Sent.Time(5) / 1e6);
    }

    [Fact]
    public async Task A_filter_with_several_values_and_a_split_go_in_one_parameter_each()
    {
        foreach (var tag in new[] { "a", "b", "c=d" })
        {
            Send(Sent.Gauge("heap", 5, 1, tag));
        }

        var chart = await GetAsync(Series("heap") + $"&split=tag&filter={Uri.EscapeDataString("tag=a\ntag=c=d")}");

        chart["lines"]!.AsArray().Select(line => line!["attributes"]!["tag"]!.GetValue<string>()).ShouldBe(["a", "c=d"]);
        chart["lines"]![0]!["values"]!.AsArray().Count.ShouldBe(chart["times"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_nobody_has_sent_is_not_found()
    {
        using var answer = await dashboard.Http.GetAsync(Series("heap"), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("has sent no 'heap'");
    }

    [Fact]
    public async Task Clearing_forgets_one_resource()
    {
        Send(Sent.Gauge("heap", 5, 1), resource: "shop");
        Send(Sent.Gauge("heap", 5, 1), resource: "bank");

        (await dashboard.Http.DeleteAsync("/api/metrics?resource=shop", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        (await GetAsync("/api/metrics/instruments"))["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!
            .GetValue<string>()
            .ShouldBe("bank");
    }

    [Fact]
    public async Task The_inspector_shows_what_dotnet_measures_replica_by_replica()
    {
        foreach (var instance in new[] { "one", "two" })
        {
            for (var at = 1; at <= 10; at++)
            {
                Send(Sent.Sum("dotnet.process.cpu.time", at, at * 0.5), instance: instance, meter: "System.Runtime");
                Send(Sent.Gauge("dotnet.gc.last_collection.heap.size", at, 1000), instance: instance, meter: "System.Runtime");
            }
        }
        Send(Sent.Gauge("heap", 5, 1), resource: "python");

        var inspection = await GetAsync($"/api/inspector?from={Sent.Time(0) / 1e6}&to={Sent.Time(10) / 1e6}");

        var service = inspection["items"]!.AsArray().ShouldHaveSingleItem()!;
        service["name"]!.GetValue<string>().ShouldBe("shop");
        service["instances"]!.AsArray().Select(instance => instance!["id"]!.GetValue<string>()).ShouldBe(["one", "two"]);
        var cpu = service["instances"]![0]!["panels"]!.AsArray().Single(panel => panel!["id"]!.GetValue<string>() == "cpu")!;
        cpu["lines"]![0]!["values"]![5]!.GetValue<double>().ShouldBe(0.5, 1e-9);
    }

    private static string Series(string instrument) =>
        $"/api/metrics/series?resource=shop&meter=Shop.Meter&instrument={instrument}&from={Sent.Time(0) / 1e6}&to={Sent.Time(10) / 1e6}";

    private void Send(Action<ProtoWriter> metric, string resource = "shop", string instance = "one", string meter = "Shop.Meter") =>
        dashboard
            .Get<ITelemetrySink>()
            .Accept(OtlpSignal.Metrics, Sent.Request(metric, resource, instance, meter))
            .Malformed.ShouldBeFalse();

    private async Task<JsonNode> GetAsync(string path) =>
        (await dashboard.Http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken)).ShouldNotBeNull();
}
