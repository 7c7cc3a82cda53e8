using System.Diagnostics;
using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Search;

/// <summary>Elasticsearch, Kafka and Catalog may be away, come late and lose what they had.</summary>
public sealed class AwayTests(DatabaseServers servers)
{
    [Fact]
    public async Task Elasticsearch_may_come_up_after_the_service()
    {
        await using var market = await SearchMarket.WithoutSearchAsync(servers, SearchEngine.Absent());
        var search = await market.StartSearchAsync();

        var health = await search.Client.GetAsync("/health");
        var refused = await search.GetAsync("/api/v1/search?q=a");

        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await health.Content.ReadAsStringAsync()).ShouldBe("Degraded");
        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Number("status").ShouldBe(503);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await search.GetAsync("/api/v1/search/suggest?q=a")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await market.Engine.ResumeAsync();

        await SearchMarket.CompleteAsync(search);
        await SearchMarket.UntilFoundAsync(search, "무선 이어폰", 5);
        await HealthyAsync(search);
    }

    [Fact]
    public async Task Elasticsearch_may_go_and_come_back_and_what_changed_meanwhile_is_found()
    {
        await using var market = await SearchMarket.StartAsync(servers);
        await market.Engine.StopAsync();

        await market.ChangeAsync(5, new { name = "코뿔소 저금통" });
        (await market.Search.GetAsync("/api/v1/search?q=a")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await market.Engine.ResumeAsync();

        await SearchMarket.UntilFoundAsync(market.Search, "코뿔소", 1);
    }

    [Fact]
    public async Task An_index_that_is_lost_is_read_from_Catalog_again_though_Kafka_has_no_more_to_tell()
    {
        await using var market = await SearchMarket.StartAsync(servers);
        await market.Engine.StopAsync();
        await market.Engine.ResumeEmptyAsync();

        // The first shopper who finds nothing there has it made.
        await SearchMarket.UntilFoundAsync(market.Search, "무선 이어폰", 5);
        await SearchMarket.CompleteAsync(market.Search);
        (await market.IndicesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_index_that_is_lost_while_no_replica_ran_is_read_from_Catalog_again()
    {
        await using var market = await SearchMarket.StartAsync(servers);
        await market.StopAsync(market.Search);
        await market.Engine.StopAsync();
        await market.Engine.ResumeEmptyAsync();

        var search = await market.StartSearchAsync();

        await SearchMarket.CompleteAsync(search);
        await SearchMarket.UntilFoundAsync(search, "무선 이어폰", 5);
    }

    [Fact]
    public async Task A_change_after_the_index_was_lost_makes_no_index_of_its_own()
    {
        await using var market = await SearchMarket.StartAsync(servers);
        await market.Engine.StopAsync();
        await market.Engine.ResumeEmptyAsync();

        await market.ChangeAsync(6, new { name = "얼룩말 담요" });

        await SearchMarket.UntilFoundAsync(market.Search, "얼룩말", 1);
        await SearchMarket.CompleteAsync(market.Search);
        (await market.IndicesAsync()).ShouldHaveSingleItem().ShouldStartWith("products-v");
    }

    [Fact]
    public async Task Catalog_may_be_away_events_and_searches_go_on()
    {
        await using var market = await SearchMarket.WithoutSearchAsync(servers);
        market.Line.Before = _ => Task.FromResult(false);
        var search = await market.StartSearchAsync("Resilience:catalog:MaxRetries=0");

        var watch = Stopwatch.StartNew();
        // All that Kafka has told.
        await SearchMarket.UntilFoundAsync(search, "", 1000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"A thousand products told by events are found after {watch.ElapsedMilliseconds} ms."
        );
        var found = await market.FindAsync("?category=laptops", search);
        ((string)found["facets"]!["categories"]!.AsArray().First(one => (string)one!["category"]! == "laptops")!["name"]!).ShouldBe(
            "laptops"
        );
        ((bool)(await search.GetAsync("/internal/index")).Body!["isComplete"]!).ShouldBeFalse();
        (await search.PostAsync("/internal/index/rebuild", new { })).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        market.Line.Before = _ => Task.FromResult(true);

        await SearchMarket.CompleteAsync(search);
        await HealthyAsync(search);
    }

    [Fact]
    public async Task Kafka_may_be_away_and_come_back()
    {
        await using var market = await SearchMarket.WithoutSearchAsync(servers);
        await market.Kafka.StopAsync();
        var search = await market.StartSearchAsync();

        await SearchMarket.CompleteAsync(search);
        await market.ChangeAsync(7, new { name = "고슴도치 컵" });
        await market.Kafka.ResumeAsync();

        await SearchMarket.UntilFoundAsync(search, "고슴도치", 1);
    }

    [Fact]
    public async Task Many_replicas_that_start_at_once_make_one_index()
    {
        await using var market = await SearchMarket.WithoutSearchAsync(servers);

        var replicas = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => market.StartSearchAsync()));

        foreach (var search in replicas)
        {
            await SearchMarket.CompleteAsync(search);
            await HealthyAsync(search);
            ((long)(await market.FindAsync("", search))["total"]!).ShouldBe(1000);
        }
        (await market.IndicesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cursor_that_has_expired_says_so()
    {
        await using var market = await SearchMarket.WithoutSearchAsync(servers);
        var search = await market.StartSearchAsync();
        await SearchMarket.CompleteAsync(search);
        var cursor = (string)(await market.FindAsync("?cursor=start&pageSize=10", search))["cursor"]!;

        // The index that it is a view of goes with a rebuild.
        (await search.PostAsync("/internal/index/rebuild", new { })).Status.ShouldBe(HttpStatusCode.OK);

        var expired = await search.GetAsync($"/api/v1/search?cursor={cursor}&pageSize=10");
        expired.Status.ShouldBe(HttpStatusCode.Gone, expired.ToString());
        expired.Text("code").ShouldBe("cursor_expired");
    }

    private static Task<Answer> HealthyAsync(RunningService search)
    {
        search.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return SearchMarket.UntilAsync(search, "/health", answer => answer.Text("status") == "Healthy");
    }
}
