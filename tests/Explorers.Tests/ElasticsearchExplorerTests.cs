using System.Net.Http.Headers;
using System.Text;
using Engines.Tests;
using Platform.Dashboard.Explorers;
using Platform.Engines.Elasticsearch;

namespace Explorers.Tests;

public sealed class ElasticsearchExplorerTests : IAsyncLifetime
{
    private const string Password = "p{}~()*word";
    private readonly Sandbox sandbox = new();
    private readonly HttpClient writer = new();
    private ElasticsearchServer server = null!;
    private IExplorer explorer = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ElasticsearchServer.StartAsync(new() { DataDirectory = sandbox["es"], Password = Password });
        writer.BaseAddress = new Uri($"http://127.0.0.1:{server.Port}");
        writer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"elastic:{Password}"))
        );
        var lines = string.Concat(
            Enumerable
                .Range(0, 130)
                .Select(n => $"{{\"index\":{{\"_index\":\"products-1\",\"_id\":\"{n}\"}}}}\n{{\"name\":\"무선 {n}\",\"price\":{n}}}\n")
        );
        using var bulk = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        (await writer.PostAsync("/_bulk?refresh=true", bulk)).EnsureSuccessStatusCode();
        using var alias = new StringContent(
            """{"actions":[{"add":{"index":"products-1","alias":"products"}}]}""",
            Encoding.UTF8,
            "application/json"
        );
        (await writer.PostAsync("/_aliases", alias)).EnsureSuccessStatusCode();
        explorer = Explorer.Open(ExplorerKind.Elasticsearch, $"http://elastic:{Uri.EscapeDataString(Password)}@127.0.0.1:{server.Port}");
    }

    public async ValueTask DisposeAsync()
    {
        await explorer.DisposeAsync();
        writer.Dispose();
        await server.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public async Task Indices_and_aliases_are_listed()
    {
        var entries = (await explorer.ListAsync("", new(), default)).Entries;
        entries.Select(entry => (entry.Name, entry.Kind)).ShouldBe([("products", "alias"), ("products-1", "index")]);
        entries[1].Facts!.ShouldStartWith("130 documents");
    }

    [Fact]
    public async Task Documents_come_page_by_page()
    {
        var first = await explorer.ReadAsync("products", new(Limit: 1000), default);
        var second = await explorer.ReadAsync("products", new(first.Next, 100), default);
        (first.Rows.Count, second.Rows.Count, second.Next).ShouldBe((100, 30, null));
        first.Rows.Concat(second.Rows).Select(row => row[0]).Distinct().Count().ShouldBe(130);
    }

    [Fact]
    public async Task Words_and_the_query_language_both_search()
    {
        (await explorer.QueryAsync("products", "price:7", default)).Rows.ShouldHaveSingleItem()[2]!.ShouldContain("무선 7");
        var counted = await explorer.QueryAsync("products", """{"size":0,"aggs":{"most":{"max":{"field":"price"}}}}""", default);
        (counted.Rows.Count, counted.Format).ShouldBe((0, "json"));
        counted.Text!.ShouldContain("129");
    }

    [Theory]
    [InlineData("products-1/_doc/1")]
    [InlineData("products-1%2F_delete_by_query")]
    [InlineData("..%2F_all")]
    [InlineData("_bulk")]
    [InlineData("")]
    public async Task No_path_leads_to_anything_but_a_search(string path)
    {
        await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync(path, """{"query":{"match_all":{}}}""", default));
        await Should.ThrowAsync<ExplorerException>(() => explorer.ActAsync("mapping", path, new Dictionary<string, string?>(), default));
        await Should.ThrowAsync<ExplorerException>(() =>
            explorer.ActAsync("_delete_by_query", "products", new Dictionary<string, string?>(), default)
        );
        (await writer.GetStringAsync("/products/_count")).ShouldContain("\"count\":130");
    }

    [Fact]
    public async Task A_mistake_is_told_in_the_servers_words()
    {
        (
            await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync("products", """{"query":{"nope":{}}}""", default))
        ).Message.ShouldContain("nope");
        (await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync("products", "{\"query\":", default))).Message.ShouldContain(
            "line 1"
        );
    }
}
