using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Tests.Resources;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Explore;

public class ExplorerApiTests
{
    private static readonly ResourceSnapshot redis = new("redis", "redis", "Redis") { State = "Running", Explorer = "redis" };

    [Fact]
    public async Task Stores_that_can_be_looked_into_are_listed_and_described()
    {
        await using var graph = await WatchedGraph.StartAsync();
        graph.Host.OnReveal = _ => "127.0.0.1:1,password=hidden-one";
        await graph.SayAsync(redis, new ResourceSnapshot("users", "users", "Project"));

        (await graph.GetAsync("/api/explorers"))["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("redis");
        var described = await graph.GetAsync("/api/explorers/redis");
        described["queryLanguage"]!.GetValue<string>().ShouldBe("redis");
        described["actions"]!.AsArray().Count.ShouldBePositive();
    }

    [Fact]
    public async Task The_host_is_asked_for_the_secret_once_a_start()
    {
        await using var graph = await WatchedGraph.StartAsync();
        graph.Host.OnReveal = _ => "127.0.0.1:1,password=hidden-one";
        await graph.SayAsync(redis with { StartedAt = DateTimeOffset.UnixEpoch });
        await graph.GetAsync("/api/explorers/redis");
        await graph.GetAsync("/api/explorers/redis");
        graph.Host.Revealed.ShouldHaveSingleItem().ShouldBe(new SecretReference("redis", "connectionString", "redis"));

        await graph.SayAsync(redis with { StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(1) });
        await graph.GetAsync("/api/explorers/redis");
        graph.Host.Revealed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_is_away_or_refuses_says_so_and_keeps_its_secret()
    {
        await using var graph = await WatchedGraph.StartAsync();
        graph.Host.OnReveal = _ => "127.0.0.1:1,password=hidden-one";
        await graph.SayAsync(redis);

        using var away = await graph.Http.GetAsync("/api/explorers/redis/entries");
        away.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await away.Content.ReadAsStringAsync()).ShouldNotContain("hidden-one");

        using var none = await graph.Http.GetAsync("/api/explorers/none/entries");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        graph.Host.OnReveal = _ => null;
        await graph.SayAsync(redis with { StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(2) });
        using var unknown = await graph.PostAsync("/api/explorers/redis/query", new { text = "GET a" });
        (await unknown.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>().ShouldContain("Is it running?");
    }
}
