using System.Net;
using System.Text.Json.Nodes;

namespace Services.Tests.Catalog;

public sealed class ProductListTests(CatalogReplicas catalog) : IClassFixture<CatalogReplicas>
{
    private const string Products = "/api/v1/products";

    [Fact]
    public async Task There_are_a_thousand_products_in_twenty_categories()
    {
        var categories = (await catalog.One.GetAsync("/api/v1/categories")).Body!;
        ((long)categories["total"]!).ShouldBe(20);
        categories["items"]!.AsArray().Sum(category => (long)category!["products"]!).ShouldBe(1000);
        (await ListAsync("")).Total.ShouldBe(1000);
    }

    [Fact]
    public async Task Pages_neither_overlap_nor_leave_out()
    {
        var ids = new List<long>();
        for (var page = 1; page <= 10; page++)
            ids.AddRange((await ListAsync($"?page={page}&pageSize=100&sort=price")).Items.Select(item => (long)item["id"]!));
        ids.Distinct().Count().ShouldBe(1000);
        (await ListAsync("?page=11&pageSize=100")).ShouldSatisfyAllConditions(
            beyond => beyond.Items.ShouldBeEmpty(),
            beyond => beyond.Total.ShouldBe(1000)
        );
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
    public async Task Sorts_by_price_name_and_age()
    {
        (await ValuesAsync("price", item => (long)item["price"]!)).ShouldBeInOrder(SortDirection.Ascending);
        (await ValuesAsync("-price", item => (long)item["price"]!)).ShouldBeInOrder(SortDirection.Descending);
        (await ValuesAsync("newest", item => (DateTimeOffset)item["createdAt"]!)).ShouldBeInOrder(SortDirection.Descending);
        var names = await ValuesAsync("name", item => (string)item["name"]!);
        names.ShouldNotBe(await ValuesAsync("newest", item => (string)item["name"]!));
    }

    [Theory]
    [InlineData("무선 이어폰")]
    [InlineData("wireless earbuds")]
    public async Task Finds_by_Korean_and_by_English_name(string text)
    {
        var (items, total) = await ListAsync($"?q={Uri.EscapeDataString(text)}");
        total.ShouldBe(5);
        items.ShouldAllBe(item => ((string)item["nameEn"]!).Contains("Wireless Earbuds"));
    }

    [Fact]
    public async Task A_wildcard_in_the_search_text_is_only_a_character() => (await ListAsync("?q=%25")).Total.ShouldBe(0);

    [Theory]
    [InlineData("page=abc", "page")]
    [InlineData("page=0", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("sort=colour", "sort")]
    [InlineData("minPrice=cheap", "minPrice")]
    [InlineData("minPrice=9&maxPrice=8", "maxPrice")]
    [InlineData("inStock=perhaps", "inStock")]
    [InlineData(
        "category=long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-",
        "category"
    )]
    public async Task A_bad_query_names_the_field(string query, string field)
    {
        var answer = await catalog.One.GetAsync($"{Products}?{query}");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]![field].ShouldNotBeNull(answer.ToString());
    }

    [Fact]
    public async Task An_unknown_product_is_a_problem()
    {
        var answer = await catalog.One.GetAsync($"{Products}/123456");
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Text("detail").ShouldContain("123456");
    }

    private async Task<(List<JsonNode> Items, long Total)> ListAsync(string query)
    {
        var answer = await catalog.One.GetAsync(Products + query);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return ([.. answer.Body!["items"]!.AsArray().OfType<JsonNode>()], answer.Number("total"));
    }

    private async Task<List<T>> ValuesAsync<T>(string sort, Func<JsonNode, T> value) =>
        [.. (await ListAsync($"?sort={sort}&pageSize=100")).Items.Select(value)];
}
