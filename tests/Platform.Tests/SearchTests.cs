using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class SearchTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task A_renamed_product_is_found_under_its_new_Korean_name()
    {
        var product = await ProductAsync(stock: 5);
        var name = "두루미 " + Guid.NewGuid().ToString("n");
        using var rename = new HttpRequestMessage(HttpMethod.Patch, $"/internal/products/{product}")
        {
            Content = JsonContent.Create(new { name }),
        };

        (await Answer.SendAsync(Graph.Catalog, rename)).With(HttpStatusCode.OK);
        var watch = Stopwatch.StartNew();
        var found = await SearchUntilAsync($"q={Uri.EscapeDataString(name)}", answer => answer.Number("total") == 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"Found after {watch.ElapsedMilliseconds} ms.");

        ((long)found.Items[0]!["id"]!).ShouldBe(product);
        ((string)found.Items[0]!["name"]!).ShouldBe(name);
    }

    [Fact]
    public async Task Who_orders_the_last_piece_makes_it_sold_out_for_those_who_search()
    {
        var product = await ProductAsync(stock: 2);
        var name = "왜가리 " + Guid.NewGuid().ToString("n");
        using var rename = new HttpRequestMessage(HttpMethod.Patch, $"/internal/products/{product}")
        {
            Content = JsonContent.Create(new { name }),
        };
        (await Answer.SendAsync(Graph.Catalog, rename)).With(HttpStatusCode.OK);
        var text = $"q={Uri.EscapeDataString(name)}";
        await SearchUntilAsync($"{text}&inStock=true", answer => answer.Number("total") == 1);
        var shopper = await Shopper.RegisterAsync(Gateway);

        var order = (await shopper.OrderAsync(product, 2)).With(HttpStatusCode.Created).Text("id");

        await SearchUntilAsync($"{text}&inStock=false", answer => answer.Number("total") == 1);
        (await shopper.CancelAsync(order)).With(HttpStatusCode.OK);
        await SearchUntilAsync($"{text}&inStock=true", answer => answer.Number("total") == 1);
    }

    [Fact]
    public async Task A_shopper_types_searches_narrows_sorts_and_turns_the_page()
    {
        await SearchUntilAsync("", answer => answer.Number("total") == 1000);
        var suggested = await GetAsync("/api/v1/search/suggest?q=" + Uri.EscapeDataString("노틉"));
        ((string)suggested.With(HttpStatusCode.OK).Items[0]!["text"]!).ShouldBe("노트북");

        var found = await SearchAsync("q=" + Uri.EscapeDataString("게이밍"));
        var categories = found.Body!["facets"]!["categories"]!.AsArray();
        categories.Count.ShouldBeGreaterThan(1);
        var chosen = (string)categories[0]!["category"]!;
        var narrowed = await SearchAsync($"q={Uri.EscapeDataString("게이밍")}&category={chosen}&sort=price&pageSize=2");
        var next = await SearchAsync($"q={Uri.EscapeDataString("게이밍")}&category={chosen}&sort=price&pageSize=2&page=2");

        narrowed.Number("total").ShouldBe((long)categories[0]!["count"]!);
        narrowed.Items.Concat(next.Items).Select(item => (long)item!["price"]!).ShouldBeInOrder();
        narrowed.Items.Concat(next.Items).ShouldAllBe(item => (string)item!["category"]! == chosen);
    }

    [Fact]
    public async Task An_operator_has_the_index_rebuilt_by_a_command()
    {
        var before = (await Answer.SendAsync(Graph.Client("search"), new(HttpMethod.Get, "/internal/index"))).Text("index");

        var commands = Graph.App.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync("search", "rebuild-index", TestContext.Current.CancellationToken);

        result.Success.ShouldBeTrue(result.Message);
        var after = await Answer.SendAsync(Graph.Client("search"), new(HttpMethod.Get, "/internal/index"));
        after.Text("index").ShouldNotBe(before);
        after.Number("products").ShouldBe(1000);
    }

    [Fact]
    public async Task The_index_cannot_be_reached_from_outside() =>
        (await Answer.SendAsync(Gateway, new(HttpMethod.Post, "/internal/index/rebuild"))).With(HttpStatusCode.NotFound);

    private Task<Answer> GetAsync(string path) => Answer.SendAsync(Gateway, new(HttpMethod.Get, path));

    private async Task<Answer> SearchAsync(string query) => (await GetAsync($"/api/v1/search?{query}")).With(HttpStatusCode.OK);

    /// <summary>As a shopper who reloads the page: there is no other event outside.</summary>
    private async Task<Answer> SearchUntilAsync(string query, Func<Answer, bool> wanted)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await GetAsync($"/api/v1/search?{query}");
            if (answer.Status == HttpStatusCode.OK && wanted(answer))
                return answer;
            watch.Elapsed.ShouldBeLessThan(Graph.Patience, answer.ToString());
        }
    }
}
