using System.Diagnostics;
using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Search;

/// <summary>The index is in step with Catalog, whatever comes when, and how often.</summary>
public sealed class StepTests(SearchMarket market, DatabaseServers servers) : IClassFixture<SearchMarket>
{
    private const string FirstPage = "/internal/products?after=0&limit=500";

    [Fact]
    public async Task A_renamed_product_is_found_by_its_new_name_and_no_more_by_its_old()
    {
        var old = (string)(await market.Catalog.GetAsync("/api/v1/products/301")).Body!["name"]!;

        await market.ChangeAsync(
            301,
            new
            {
                name = "돌고래 무늬 우산",
                nameEn = "Dolphin Umbrella",
                description = "비를 막는다.",
                price = 12_345,
            }
        );

        var watch = Stopwatch.StartNew();
        var found = await SearchMarket.UntilFoundAsync(market.Search, "돌고래 우산", 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"Found after {watch.ElapsedMilliseconds} ms.");
        var product = found.Body!["items"]![0]!;
        ((long)product["id"]!, (string)product["nameEn"]!, (long)product["price"]!).ShouldBe((301, "Dolphin Umbrella", 12_345));
        (await market.FindAsync("?q=dolphin%20umbrellas"))["total"]!.GetValue<long>().ShouldBe(1);
        var before = await market.FindAsync($"?q={Uri.EscapeDataString(old)}");
        before["items"]!.AsArray().ShouldNotContain(item => (long)item!["id"]! == 301, old);
        (await market.SuggestAsync("돌고ㄹ")).ShouldBe(["돌고래 무늬 우산"]);
    }

    [Fact]
    public async Task A_name_is_no_markup()
    {
        await market.ChangeAsync(302, new { name = "<script>alert(1)</script> 해파리" });

        var found = await SearchMarket.UntilFoundAsync(market.Search, "해파리", 1);

        var marked = (string)found.Body!["items"]![0]!["highlights"]!["name"]!;
        marked.ShouldBe("&lt;script&gt;alert(1)&lt;/script&gt; <em>해파리</em>");
    }

    [Fact]
    public async Task Sold_out_and_moved_to_another_category_shows_in_filters_and_facets()
    {
        await market.ChangeAsync(
            303,
            new
            {
                name = "반딧불이 등",
                stock = 0,
                category = "toys",
            }
        );

        var found = await SearchMarket.UntilFoundAsync(market.Search, "반딧불이", 1);

        ((string)found.Body!["facets"]!["categories"]![0]!["category"]!).ShouldBe("toys");
        ((long)found.Body["facets"]!["stock"]!["soldOut"]!).ShouldBe(1);
        ((long)(await market.FindAsync("?q=반딧불이&inStock=true"))["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Of_versions_that_come_out_of_order_and_again_the_highest_stays()
    {
        (long Version, string Name)[] told =
        [
            (5, "다섯째판"),
            (3, "셋째판"),
            (9, "아홉째판"),
            (9, "아홉째판"),
            (7, "일곱째판"),
            (1, "첫째판"),
            (9, "아홉째판"),
        ];
        foreach (var (version, name) in told)
            await market.TellAsync(70_001, version, $"{name} 도감");
        // Of one partition: what comes after has been read after.
        await market.TellAsync(70_002, 1, "끝이라는 도감");

        await SearchMarket.UntilFoundAsync(market.Search, "끝이라는", 1);

        var found = (await market.FindAsync($"?q={Uri.EscapeDataString("도감")}&pageSize=100"))["items"]!.AsArray();
        var mine = found.Single(item => (long)item!["id"]! == 70_001)!;
        ((long)mine["version"]!, (string)mine["name"]!).ShouldBe((9, "아홉째판 도감"));
    }

    [Fact]
    public async Task What_is_no_product_is_put_aside_and_holds_nothing_up()
    {
        await market.SendAsync(70_010, "no json");
        await market.SendAsync(70_010, """{"id":70010,"name":null}""");
        await market.TellAsync(70_011, 1, "불가사리 인형");

        await SearchMarket.UntilFoundAsync(market.Search, "불가사리", 1);
    }

    [Fact]
    public async Task A_rebuild_loses_no_change_that_comes_meanwhile_and_the_search_goes_on()
    {
        await using var own = await SearchMarket.StartAsync(servers);
        var before = (string)(await own.Search.GetAsync("/internal/index")).Body!["index"]!;
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var pages = 0;
        own.Line.After = async path =>
        {
            // Read but not yet delivered: what is changed now, the rebuild has not seen.
            if (path.StartsWith(FirstPage) && ++pages == 1)
            {
                asked.SetResult();
                await go.Task;
            }
            return true;
        };

        var rebuild = own.Search.PostAsync("/internal/index/rebuild", new { });
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await own.ChangeAsync(1, new { name = "앵무새 첫째" });
        await own.ChangeAsync(999, new { name = "앵무새 끝" });
        await SearchMarket.UntilFoundAsync(own.Search, "앵무새", 2);
        ((string)(await own.Search.GetAsync("/internal/index")).Body!["index"]!).ShouldBe(before);
        go.SetResult();

        var rebuilt = await rebuild;
        rebuilt.Status.ShouldBe(HttpStatusCode.OK, rebuilt.ToString());
        rebuilt.Number("products").ShouldBe(1000);
        rebuilt.Text("index").ShouldNotBe(before);
        (await own.FindAsync($"?q={Uri.EscapeDataString("앵무새")}"))["total"]!.GetValue<long>().ShouldBe(2);
        var after = (await own.Search.GetAsync("/internal/index")).Body!;
        ((string)after["index"]!, (long)after["products"]!, (string?)after["building"]).ShouldBe((rebuilt.Text("index"), 1000, null));
        await own.ChangeAsync(2, new { name = "앵무새 나중" });
        await SearchMarket.UntilFoundAsync(own.Search, "앵무새", 3);
    }

    [Fact]
    public async Task A_rebuild_brings_what_no_event_told_and_drops_what_is_not_there()
    {
        await using var own = await SearchMarket.StartAsync(servers);
        await own.TellAsync(80_001, 1, "유령 상품");
        await SearchMarket.UntilFoundAsync(own.Search, "유령", 1);

        (await own.Search.PostAsync("/internal/index/rebuild", new { })).Status.ShouldBe(HttpStatusCode.OK);

        (await own.FindAsync($"?q={Uri.EscapeDataString("유령")}"))["total"]!.GetValue<long>().ShouldBe(0);
        (await own.FindAsync(""))["total"]!.GetValue<long>().ShouldBe(1000);
    }

    [Fact]
    public async Task Of_rebuilds_at_once_one_wins_whichever_replica_is_asked()
    {
        const int all = 8;
        await using var own = await SearchMarket.StartAsync(servers);
        var other = await own.StartSearchAsync();
        var go = new TaskCompletionSource();
        own.Line.Before = async path =>
        {
            // Who begins to read has won, and waits until all others have lost.
            if (path.StartsWith(FirstPage))
                await go.Task;
            return true;
        };

        var asked = Enumerable
            .Range(0, all)
            .Select(i => (i % 2 == 0 ? own.Search : other).PostAsync("/internal/index/rebuild", new { }))
            .ToList();
        var refused = new List<Answer>();
        while (refused.Count < all - 1)
        {
            var first = await Task.WhenAny(asked).WaitAsync(TimeSpan.FromSeconds(60));
            asked.Remove(first);
            refused.Add(await first);
        }
        go.SetResult();

        refused.ShouldAllBe(answer => answer.Status == HttpStatusCode.Conflict && answer.Text("code") == "rebuild_running");
        var won = await asked.ShouldHaveSingleItem();
        won.Status.ShouldBe(HttpStatusCode.OK, won.ToString());
        (await own.FindAsync(""))["total"]!.GetValue<long>().ShouldBe(1000);
    }

    [Fact]
    public async Task A_rebuild_that_is_killed_breaks_nothing_and_the_next_one_clears_up_after_it()
    {
        const string lease = "Search:RebuildLease=00:00:02";
        await using var own = await SearchMarket.WithoutSearchAsync(servers);
        var search = await own.StartSearchAsync(lease);
        await SearchMarket.CompleteAsync(search);
        var before = (await search.GetAsync("/internal/index")).Text("index");
        var victim = await own.RunSearchAsync(lease);
        var (written, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        own.Line.Before = async path =>
        {
            if (path.StartsWith("/internal/products?after=500&"))
            {
                written.SetResult();
                await never.Task;
            }
            return true;
        };

        using var http = new HttpClient();
        var rebuild = http.PostAsync($"{victim.Url}/internal/index/rebuild", content: null);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(60));
        victim.Process.Kill();
        await Should.ThrowAsync<HttpRequestException>(() => rebuild);
        own.Line.Before = _ => Task.FromResult(true);
        never.SetResult();

        await own.ChangeAsync(1, new { name = "알바트로스" });
        await SearchMarket.UntilFoundAsync(search, "알바트로스", 1);
        (await search.GetAsync("/internal/index")).Text("index").ShouldBe(before);
        Answer next;
        while ((next = await search.PostAsync("/internal/index/rebuild", new { })).Status == HttpStatusCode.Conflict)
            next.Text("code").ShouldBe("rebuild_running");
        next.Status.ShouldBe(HttpStatusCode.OK, next.ToString());
        (await own.IndicesAsync()).ShouldBe([next.Text("index")]);
        ((long)(await own.FindAsync("", search))["total"]!).ShouldBe(1000);
        ((long)(await own.FindAsync($"?q={Uri.EscapeDataString("알바트로스")}", search))["total"]!).ShouldBe(1);
    }
}
