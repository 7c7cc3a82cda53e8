using System.Text.Json.Nodes;

namespace Dashboard.Tests.Insight;

public class MapTests
{
    [Fact]
    public async Task The_map_shows_who_calls_whom_and_how_it_went()
    {
        await using var shop = await Shop.OpenAsync();
        for (var number = 0; number < 10; number++)
        {
            shop.Pay(590_000 + number, fails: number < 3);
        }

        var map = await shop.GetAsync("/api/map");
        Items(map, "nodes").Select(node => (string)node["name"]!).Order().ShouldBe(["gateway", "payment-gateway", "payments"]);
        Items(map, "edges")
            .Select(edge => $"{edge["caller"]} → {edge["callee"]}: {edge["traffic"]!["errors"]} of {edge["traffic"]!["count"]}")
            .Order()
            .ShouldBe(["gateway → payments: 3 of 10", "payments → payment-gateway: 3 of 10"]);
        var node = Items(map, "nodes").Single(one => (string)one["name"]! == "payment-gateway");
        ((long)node["traffic"]!["errors"]!).ShouldBe(3);
    }

    [Fact]
    public async Task The_window_before_is_what_it_is_compared_with()
    {
        await using var shop = await Shop.OpenAsync();
        for (var number = 0; number < 40; number++)
        {
            shop.Pay(100_000 + (number * 100), fails: false);
            shop.Pay(400_000 + (number * 100), fails: number % 2 == 0);
        }
        var window = $"from={Shop.Milliseconds(300_000)}&to={Shop.Milliseconds(600_000)}";

        var compared = await shop.GetAsync($"/api/compare?{window}");
        var edge = Items(compared, "edges").Single(one => (string)one["subject"]!["resource"]! == "payment-gateway");
        ((string)edge["verdict"]!, (double)edge["errorShare"]!).ShouldBe(("failing", 0.5));
        ((double)compared["beforeFrom"]!).ShouldBe(Shop.Milliseconds(0));

        var map = await shop.GetAsync($"/api/map?{window}&with=previous");
        Items(map, "nodes").Single(one => (string)one["name"]! == "payment-gateway")["difference"]!["verdict"]!
            .ToString()
            .ShouldBe("failing");
        Items(map, "edges").ShouldAllBe(one => one["difference"] != null);

        var routes = await shop.GetAsync($"/api/routes?{window}&with=previous&resource=payments");
        var route = Items(routes, "items").ShouldHaveSingleItem();
        ((long)route["traffic"]!["count"]!, (string)route["difference"]!["verdict"]!).ShouldBe((40, "same"));
        route["sparkline"]!["counts"]!.AsArray().Sum(count => (long)count!).ShouldBe(40);
    }

    private static IReadOnlyList<JsonNode> Items(JsonNode json, string name) => [.. json[name]!.AsArray().OfType<JsonNode>()];
}
