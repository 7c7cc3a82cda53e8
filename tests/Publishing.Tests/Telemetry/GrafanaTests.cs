using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Telemetry.Grafana;

namespace Publishing.Tests.Telemetry;

public sealed class GrafanaTests
{
    [Fact]
    public async Task An_objective_stands_on_its_chart_as_a_line()
    {
        var overview = await DashboardAsync("open-market-overview");
        var panel = Panels(overview).Single(panel => (string)panel["title"]! == "Order: p99 < 1000 ms");
        ((string)panel["fieldConfig"]!["defaults"]!["custom"]!["thresholdsStyle"]!["mode"]!).ShouldBe("line");
        panel["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]!
            .AsArray()
            .Select(step => ((string)step!["color"]!, (double?)step["value"]))
            .ShouldBe([("green", null), ("orange", 500), ("red", 1000)]);
    }

    [Theory]
    [InlineData("open-market-overview")]
    [InlineData("open-market-runtime")]
    [InlineData("open-market-stores")]
    public async Task Charts_stand_beside_one_another_and_have_numbers_of_their_own(string name)
    {
        var panels = Panels(await DashboardAsync(name)).ToList();
        panels.Select(panel => (int)panel["id"]!).ShouldBeUnique();
        panels.SelectMany(Cells).ShouldBeUnique();
        panels.ShouldAllBe(panel => (int)panel["gridPos"]!["x"]! + (int)panel["gridPos"]!["w"]! <= 24);
    }

    [Fact]
    public async Task Every_service_with_objectives_has_its_row()
    {
        var rows = Panels(await DashboardAsync("open-market-overview")).Where(panel => (string)panel["type"]! == "row");
        rows.Select(row => (string)row["title"]!).ShouldContain("payments: POST /api/v1/payments");
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonNode panel)
    {
        var grid = panel["gridPos"]!;
        return from x in Enumerable.Range((int)grid["x"]!, (int)grid["w"]!)
            from y in Enumerable.Range((int)grid["y"]!, (int)grid["h"]!)
            select (x, y);
    }

    private static IEnumerable<JsonNode> Panels(JsonNode dashboard) => dashboard["panels"]!.AsArray().OfType<JsonNode>();

    private static async Task<JsonNode> DashboardAsync(string name) =>
        JsonNode.Parse(GrafanaProvisioning.Dashboards(await TelemetryGraph.ModelAsync(Stage.Prod)).Single(one => one.Name == name).Text)!;
}
