using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Services.Tests.Search;

/// <summary>What shoppers find in the thousand products that Catalog begins with.</summary>
public sealed class FindingTests(SearchMarket market) : IClassFixture<SearchMarket>
{
    [Theory]
    [InlineData("무선 이어폰", "Wireless Earbuds")]
    [InlineData("wireless earbuds", "Wireless Earbuds")]
    [InlineData("이어폰 wireless", "Wireless Earbuds")]
    [InlineData("WIRELESS Earbud", "Wireless Earbuds")]
    [InlineData("게이밍 노트북", "Gaming Laptop")]
    public async Task Finds_by_words_in_Korean_in_English_and_in_both(string text, string nameEn)
    {
        var (items, total) = await ListAsync($"?q={Uri.EscapeDataString(text)}");
        total.ShouldBeGreaterThanOrEqualTo(5);
        items.Take(5).ShouldAllBe(item => ((string)item["nameEn"]!).Contains(nameEn));
    }

    [Fact]
    public async Task The_product_of_exactly_that_name_comes_first()
    {
        var wanted = (await market.Catalog.GetAsync("/api/v1/products/27")).Body!;
        var (items, _) = await ListAsync($"?q={Uri.EscapeDataString((string)wanted["name"]!)}");
        ((long)items[0]["id"]!).ShouldBe(27);
        foreach (var field in (string[])["name", "nameEn", "description", "category", "price", "stock", "version", "createdAt"])
            JsonNode.DeepEquals(items[0][field], wanted[field]).ShouldBeTrue(field);
    }

    [Fact]
    public async Task Another_word_for_the_same_thing_finds_it()
    {
        var (items, total) = await ListAsync($"?q={Uri.EscapeDataString("랩탑")}");
        total.ShouldBeGreaterThan(5);
        items.ShouldAllBe(item => ((string)item["name"]!).Contains("노트북"));
    }

    [Fact]
    public async Task Filters_combine()
    {
        var (items, total) = await ListAsync("?category=audio&minPrice=50000&maxPrice=200000&inStock=true&pageSize=100");
        items.Count.ShouldBe((int)total);
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item =>
            (string)item["category"]! == "audio"
            && (long)item["price"]! >= 50_000
            && (long)item["price"]! <= 200_000
            && (int)item["stock"]! > 0
        );
        (await ListAsync("?inStock=false&pageSize=100")).Items.ShouldAllBe(item => (int)item["stock"]! == 0);
    }

    [Fact]
    public async Task Sorts_by_price_and_age()
    {
        (await ValuesAsync("price", item => (long)item["price"]!)).ShouldBeInOrder(SortDirection.Ascending);
        (await ValuesAsync("-price", item => (long)item["price"]!)).ShouldBeInOrder(SortDirection.Descending);
        (await ValuesAsync("newest", item => (DateTimeOffset)item["createdAt"]!)).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("price")]
    [InlineData("newest")]
    [InlineData("relevance")]
    public async Task Pages_neither_overlap_nor_leave_out(string sort)
    {
        var ids = new List<long>();
        for (var page = 1; page <= 10; page++)
            ids.AddRange((await ListAsync($"?page={page}&pageSize=100&sort={sort}")).Items.Select(item => (long)item["id"]!));
        ids.Distinct().Count().ShouldBe(1000);
        var (beyond, total) = await ListAsync("?page=11&pageSize=100");
        beyond.ShouldBeEmpty();
        total.ShouldBe(1000);
    }

    [Theory]
    [InlineData("?cursor=start&pageSize=70&sort=price")]
    [InlineData("?cursor=start&pageSize=100&q=한빛&inStock=true")]
    public async Task A_cursor_goes_through_all_and_ends(string query)
    {
        var (ids, cursor, total) = (new List<long>(), "start", 0L);
        while (cursor is not null)
        {
            var page = await market.FindAsync(query.Replace("cursor=start", $"cursor={cursor}"));
            ids.AddRange(page["items"]!.AsArray().Select(item => (long)item!["id"]!));
            total = (long)page["total"]!;
            cursor = (string?)page["cursor"];
        }
        total.ShouldBeGreaterThan(70);
        ids.Count.ShouldBe((int)total);
        ids.Distinct().Count().ShouldBe((int)total);
        var plain = await market.FindAsync(query.Replace("cursor=start&", ""));
        ((long)plain["total"]!).ShouldBe(total);
    }

    [Fact]
    public async Task A_cursor_keeps_to_what_it_began_with()
    {
        var first = await market.FindAsync("?cursor=start&pageSize=1&category=tv&sort=price");
        var cursor = (string)first["cursor"]!;

        var other = await market.Search.GetAsync($"/api/v1/search?cursor={cursor}&pageSize=1&category=audio&sort=price");
        other.Status.ShouldBe(HttpStatusCode.BadRequest);
        other.Body!["errors"]!["cursor"].ShouldNotBeNull(other.ToString());
        (await market.Search.GetAsync("/api/v1/search?cursor=nonsense")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var forged = JsonNode.Parse(Base64Url.DecodeFromChars(cursor))!;
        forged["view"] = "bm9uc2Vuc2U=";
        var madeUp = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged.ToJsonString()));
        var refused = await market.Search.GetAsync($"/api/v1/search?cursor={madeUp}&pageSize=1&category=tv&sort=price");
        refused.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Gone);
        (
            (long)(await market.FindAsync($"?cursor={cursor}&pageSize=1&category=tv&sort=price"))["items"]![0]!["price"]!
        ).ShouldBeGreaterThanOrEqualTo((long)first["items"]![0]!["price"]!);
    }

    [Fact]
    public async Task A_choice_that_is_made_leaves_the_other_choices_of_its_kind_to_be_made()
    {
        var all = (await market.FindAsync("?q=한빛"))["facets"]!;
        var audio = (await market.FindAsync("?q=한빛&category=audio"))["facets"]!;
        var found = await market.FindAsync("?q=한빛&category=audio&maxPrice=49999");

        Counts(audio, "categories", "category").ShouldBe(Counts(all, "categories", "category"));
        Sum(audio, "prices").ShouldBeLessThan(Sum(all, "prices"));
        Sum(audio, "prices").ShouldBe(Counts(all, "categories", "category")["audio"]);
        JsonNode.DeepEquals(found["facets"]!["prices"], audio["prices"]).ShouldBeTrue();
        var cheap = found["facets"]!["prices"]!
            .AsArray()
            .Where(range => (long?)range!["maxPrice"] <= 49_999)
            .Sum(range => (long)range!["count"]!);
        ((long)found["total"]!).ShouldBe(cheap);
        var stock = found["facets"]!["stock"]!;
        ((long)stock["inStock"]! + (long)stock["soldOut"]!).ShouldBe((long)found["total"]!);
    }

    [Fact]
    public async Task Facets_have_the_categories_names_and_ranges_that_can_be_filtered_by()
    {
        var facets = (await market.FindAsync(""))["facets"]!;
        var categories = facets["categories"]!.AsArray();
        categories.Count.ShouldBe(20);
        var laptops = categories.Single(category => (string)category!["category"]! == "laptops")!;
        ((string)laptops["name"]!, (string)laptops["nameEn"]!, (long)laptops["count"]!).ShouldBe(("노트북", "Laptops", 50));
        foreach (var range in facets["prices"]!.AsArray())
        {
            var (min, max) = ((long?)range!["minPrice"], (long?)range["maxPrice"]);
            ((long)(await market.FindAsync($"?minPrice={min}&maxPrice={max}"))["total"]!).ShouldBe(
                (long)range["count"]!,
                $"{min} to {max}"
            );
        }
    }

    [Fact]
    public async Task What_was_found_is_marked()
    {
        var (items, _) = await ListAsync($"?q={Uri.EscapeDataString("무선 이어폰")}");
        var name = (string)items[0]["highlights"]!["name"]!;
        name.ShouldContain("<em>");
        name.Replace("<em>", "").Replace("</em>", "").ShouldBe((string)items[0]["name"]!);
        items[0]["highlights"]!["category"].ShouldBeNull();
    }

    [Theory]
    [InlineData("무선 이어펀", "무선 이어폰")]
    [InlineData("wirless earbuds", "wireless earbuds")]
    [InlineData("노투북", "노트북")]
    public async Task Who_mistypes_is_asked_what_was_meant(string text, string meant)
    {
        var found = await market.FindAsync($"?q={Uri.EscapeDataString(text)}");
        ((string?)found["didYouMean"]).ShouldBe(meant);
        ((long)(await market.FindAsync($"?q={Uri.EscapeDataString(meant)}"))["total"]!).ShouldBeGreaterThan((long)found["total"]!);
    }

    [Theory]
    [InlineData("무선 이어폰")]
    [InlineData("qqqqqqqqqqq")]
    [InlineData("")]
    public async Task Who_found_something_or_cannot_be_helped_is_asked_nothing(string text) =>
        (await market.FindAsync($"?q={Uri.EscapeDataString(text)}"))["didYouMean"].ShouldBeNull();

    [Theory]
    [InlineData("노트북", "노트북")]
    [InlineData("노트ㅂ", "노트북")]
    [InlineData("노틉", "노트북")]
    [InlineData("노트부", "노트북")]
    [InlineData("게이ㅁ", "게이밍")]
    [InlineData("ㄴㅌㅂ", "노트북")]
    [InlineData("laptop", "Laptop")]
    [InlineData("lapt", "Laptop")]
    [InlineData("gaming lap", "Gaming Laptop")]
    [InlineData("한빛 노", "노")]
    public async Task What_is_being_typed_is_completed_at_every_letter(string typed, string expected)
    {
        var texts = await market.SuggestAsync(typed);
        texts.ShouldNotBeEmpty();
        texts.ShouldAllBe(text => text.Contains(expected));
        texts.ShouldBeUnique();
    }

    [Fact]
    public async Task A_category_is_suggested_too()
    {
        var answer = await market.Search.GetAsync($"/api/v1/search/suggest?q={Uri.EscapeDataString("노틉")}");
        var category = answer.Body!["items"]![0]!;
        ((string)category["kind"]!, (string)category["text"]!, (string)category["category"]!).ShouldBe(("category", "노트북", "laptops"));
    }

    [Theory]
    [InlineData("page=abc", "page")]
    [InlineData("page=0", "page")]
    [InlineData("page=101&pageSize=100", "page")]
    [InlineData("cursor=start&page=2", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("sort=name", "sort")]
    [InlineData("minPrice=cheap", "minPrice")]
    [InlineData("minPrice=9&maxPrice=8", "maxPrice")]
    [InlineData("inStock=perhaps", "inStock")]
    public async Task A_bad_query_names_the_field(string query, string field)
    {
        var answer = await market.Search.GetAsync($"/api/v1/search?{query}");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]![field].ShouldNotBeNull(answer.ToString());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_and_any_other_is_only_a_text()
    {
        (await market.Search.GetAsync($"/api/v1/search?q={new string('a', 101)}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await market.Search.GetAsync($"/api/v1/search/suggest?q={new string('a', 101)}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var text in (string[])["*", "\"", "a AND (", "{\"match_all\":{}}", "\\", "name:x", "💥", "%", "\u0002\u0003", "ㅋㅋㅋ"])
        {
            await market.FindAsync($"?q={Uri.EscapeDataString(text)}");
            await market.SuggestAsync(text);
        }
    }

    [Fact]
    public async Task The_api_is_described()
    {
        var paths = (await market.Search.GetAsync("/openapi/v1.json")).Body!["paths"]!.AsObject();
        paths.Select(path => path.Key.TrimEnd('/')).ShouldBe(["/api/v1/search", "/api/v1/search/suggest"], ignoreOrder: true);
    }

    private static Dictionary<string, long> Counts(JsonNode facets, string facet, string key) =>
        facets[facet]!.AsArray().ToDictionary(choice => (string)choice![key]!, choice => (long)choice!["count"]!);

    private static long Sum(JsonNode facets, string facet) => facets[facet]!.AsArray().Sum(choice => (long)choice!["count"]!);

    private async Task<(List<JsonNode> Items, long Total)> ListAsync(string query)
    {
        var found = await market.FindAsync(query);
        return ([.. found["items"]!.AsArray().OfType<JsonNode>()], (long)found["total"]!);
    }

    private async Task<List<T>> ValuesAsync<T>(string sort, Func<JsonNode, T> value) =>
        [.. (await ListAsync($"?sort={sort}&pageSize=100")).Items.Select(value)];
}
