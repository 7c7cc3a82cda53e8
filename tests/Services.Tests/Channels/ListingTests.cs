using System.Net;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>What malls know of products: always the newest, by the rules of each.</summary>
public sealed class ListingTests(DatabaseServers servers)
{
    [Fact]
    public async Task Each_mall_shows_a_product_by_its_own_rules()
    {
        await using var malls = await Malls.StartAsync(
            servers,
            "Channels:Rules:hanbit:PricePercent=103",
            "Channels:Rules:hanbit:SafetyStock=2",
            "Channels:Rules:byeol:Language=en",
            "Channels:Rules:byeol:MaxStock=5",
            "Channels:Rules:byeol:CategoryCodes:kitchen=home-kitchen"
        );
        var product = await malls.AddAsync(price: 15_001, stock: 10);
        await malls.ChangeAsync(product, new { nameEn = "Tumbler" });
        await malls.ShownAsync(Malls.Byeol, product, """{ "name": "Tumbler" }""");
        await malls.ToldAsync(product);

        var hanbit = (await malls.ProductAsync(Malls.Hanbit, product))!;
        var byeol = (await malls.ProductAsync(Malls.Byeol, product))!;

        // 103 % of 15,001 is 15,451.03; the mall takes tens.
        ((string)hanbit["names"]!["ko"]!, (long)hanbit["price"]!, (int)hanbit["stock"]!).ShouldBe(("텀블러", 15_460, 8));
        ((string)byeol["title"]!, (string)byeol["category_id"]!).ShouldBe(("Tumbler", "home-kitchen"));
        ((string)byeol["options"]![0]!["price"]!, (int)byeol["options"]![0]!["quantity"]!).ShouldBe(("15001", 5));
    }

    [Fact]
    public async Task A_change_in_the_shop_reaches_both_malls_and_so_does_a_sale()
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(price: 15_000, stock: 10);

        await malls.ChangeAsync(product, new { price = 12_000, name = "보온 텀블러" });
        await malls.Market.Shopper().OrderAsync(product, 3);
        foreach (var mall in (string[])[Malls.Hanbit, Malls.Byeol])
            await malls.ShownAsync(mall, product, """{ "name": "보온 텀블러", "price": 12000, "stock": 7 }""");

        (await malls.StockAsync(Malls.Hanbit, product)).ShouldBe(7);
        (await malls.StockAsync(Malls.Byeol, product)).ShouldBe(7);
    }

    [Fact]
    public async Task A_mall_that_is_away_is_told_the_newest_when_it_is_back()
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 10);
        await malls.MisbehaveAsync(new { failRate = 1.0 });
        foreach (var price in (int[])[11_000, 12_000, 13_000])
            await malls.ChangeAsync(product, new { price });
        await malls.UntilAsync("listings", """(select count(*) from listings where attempts > 1 and wanted @> '{ "price": 13000 }') = 2""");
        (await malls.AskAsync("/api/v1/channels")).Body!["items"]!.AsArray().ShouldAllBe(mall => (long)mall!["products"]!["failing"]! == 1);

        await malls.BehaveAsync();
        await malls.ToldAsync(product);

        ((long)(await malls.ProductAsync(Malls.Hanbit, product))!["price"]!).ShouldBe(13_000);
        ((string)(await malls.ProductAsync(Malls.Byeol, product))!["options"]![0]!["price"]!).ShouldBe("13000");
    }

    [Fact]
    public async Task Rules_that_change_take_products_off_sale_and_put_them_back()
    {
        await using var malls = await Malls.StartAsync(servers);
        var (kept, gone) = (await malls.SellAsync(), await malls.SellAsync());

        (await malls.SetRulesAsync(Malls.Hanbit, new { excluded = new[] { gone }, pricePercent = 110 })).Status.ShouldBe(HttpStatusCode.OK);
        await malls.ShownAsync(Malls.Hanbit, gone, """{ "onSale": false }""");
        await malls.ShownAsync(Malls.Hanbit, kept, """{ "onSale": true, "price": 16500 }""");
        ((string)(await malls.ProductAsync(Malls.Hanbit, gone))!["status"]!).ShouldBe("SUSPENDED");
        ((string)(await malls.ProductAsync(Malls.Byeol, gone))!["status"]!).ShouldBe("ON_SALE");

        await malls.SetRulesAsync(Malls.Hanbit, new { });
        await malls.ShownAsync(Malls.Hanbit, gone, """{ "onSale": true, "price": 15000 }""");

        ((string)(await malls.ProductAsync(Malls.Hanbit, gone))!["status"]!).ShouldBe("ON_SALE");
        (await malls.SetRulesAsync(Malls.Hanbit, new { pricePercent = 0, language = "fr" })).Body!["errors"]!.AsObject().Count.ShouldBe(2);
        (await malls.SetRulesAsync("nowhere", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_mall_that_forgets_everything_is_told_again()
    {
        await using var malls = await Malls.StartAsync(
            servers,
            "Channels:hanbit:CompareInterval=00:00:00.300",
            "Channels:byeol:CompareInterval=00:00:00.300"
        );
        var (still, changed) = (await malls.SellAsync(), await malls.SellAsync());

        await malls.AdminAsync(HttpMethod.Delete, "/malls");
        await malls.ChangeAsync(changed, new { stock = 4 });

        foreach (var mall in (string[])[Malls.Hanbit, Malls.Byeol])
        {
            await malls.ShownAsync(mall, changed, """{ "stock": 4 }""");
            await ComesBackAsync(malls, mall, changed);
            await ComesBackAsync(malls, mall, still);
        }
    }

    [Fact]
    public async Task What_the_topic_does_not_tell_is_copied_from_Catalog()
    {
        await using var malls = await Malls.StartAsync(servers);
        // No event tells of it.
        var silent = await malls.Market.AddProductAsync(price: 7_000, stock: 3);
        var told = await malls.SellAsync();
        await using var database = malls.Database();
        (await database.QueryAsync<long>("select id from products")).ShouldBe([told]);

        (await malls.CopyAsync()).Number("products").ShouldBe(2);
        (await malls.CopyAsync()).Number("products").ShouldBe(2);
        await malls.ToldAsync(silent);

        ((long)(await malls.ProductAsync(Malls.Hanbit, silent))!["price"]!).ShouldBe(7_000);
        (await database.QuerySingleAsync<long>("select max(wanted_version) from listings")).ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_changes_at_the_mall_is_put_right()
    {
        await using var malls = await Malls.StartAsync(servers, "Channels:hanbit:CompareInterval=00:00:00.300");
        var product = await malls.SellAsync(price: 15_000);
        using var staff = new HttpClient { BaseAddress = new Uri(Market.Url(malls.Mock)) };
        staff.DefaultRequestHeaders.Add("X-Hanbit-Api-Key", "hanbit_test_key");
        var told = DateTime.UtcNow;

        var change = new StringContent("""{ "price": 990 }""", null, "application/json");
        (await staff.PatchAsync($"/hanbit/v2/products/p-{product}", change)).EnsureSuccessStatusCode();
        await malls.UntilAsync(
            "listings",
            $"exists (select from listings where channel = 'hanbit' and due_at is null and told_at > '{told:O}')"
        );

        ((long)(await malls.ProductAsync(Malls.Hanbit, product))!["price"]!).ShouldBe(15_000);
    }

    [Fact]
    public async Task What_a_mall_rejects_is_shown_and_told_again_when_it_changes()
    {
        await using var malls = await Malls.StartAsync(servers, "SalesChannel:Byeol:ReviewSeconds=0.2");
        var product = await malls.AddAsync(name: "짝퉁 가방");
        await malls.UntilAsync("listings", "exists (select from listings where channel = 'byeol' and error like '%rejected%')");

        var refused = (await malls.AskAsync("/api/v1/channels/byeol/products?state=REFUSED")).Body!["items"]!.AsArray();
        await malls.ChangeAsync(product, new { name = "진짜 가방" });
        await malls.ShownAsync(Malls.Byeol, product, """{ "name": "진짜 가방" }""");

        ((string)refused.Single()!["code"]!).ShouldBe($"p-{product}");
        ((string)(await malls.ProductAsync(Malls.Byeol, product))!["status"]!).ShouldBeOneOf("PENDING", "ON_SALE");
    }

    [Fact]
    public async Task What_changes_while_a_mall_reviews_it_is_told_when_it_takes_it()
    {
        await using var malls = await Malls.StartAsync(servers, "SalesChannel:Byeol:ReviewSeconds=1");
        var product = await malls.SellAsync(stock: 10);

        await malls.ChangeAsync(product, new { stock = 3, price = 9_000 });
        await malls.ShownAsync(Malls.Byeol, product, """{ "stock": 3, "price": 9000 }""");

        (await malls.StockAsync(Malls.Byeol, product)).ShouldBe(3);
    }

    [Fact]
    public async Task Rate_limits_delay_products_and_lose_none()
    {
        await using var malls = await Malls.StartAsync(
            servers,
            "SalesChannel:Misbehaviour:HanbitBurst=5",
            "SalesChannel:Misbehaviour:HanbitPerSecond=20",
            "SalesChannel:Misbehaviour:ByeolRequests=10",
            "SalesChannel:Misbehaviour:ByeolWindowSeconds=0.5"
        );
        var products = new List<long>();
        for (var i = 0; i < 40; i++)
            products.Add(await malls.AddAsync(price: 10_000 + 10 * i));

        await malls.UntilAsync("listings", "(select count(*) from listings where told is not null and due_at is null) = 80");

        foreach (var mall in (string[])[Malls.Hanbit, Malls.Byeol])
            (await malls.AdminAsync(HttpMethod.Get, $"/{mall}/products?limit=1000")).Body!.AsArray().Count.ShouldBe(40);
        foreach (var (product, index) in products.Select((product, index) => (product, index)))
            ((long)(await malls.ProductAsync(Malls.Hanbit, product))!["price"]!).ShouldBe(10_000 + 10 * index);
    }

    /// <summary>Told by the service's own table: each time it is told anew, the mall is looked at.</summary>
    private static async Task ComesBackAsync(Malls malls, string mall, long product)
    {
        await using var database = malls.Database();
        while (await malls.ProductAsync(mall, product) is null)
        {
            var told = await database.QuerySingleAsync<DateTime>(
                "select told_at from listings where channel = @mall and product_id = @product",
                new { mall, product }
            );
            if (await malls.ProductAsync(mall, product) is null)
                await malls.UntilAsync(
                    "listings",
                    $"exists (select from listings where channel = '{mall}' and product_id = {product} and due_at is null and told_at > '{told:O}')"
                );
        }
    }
}
