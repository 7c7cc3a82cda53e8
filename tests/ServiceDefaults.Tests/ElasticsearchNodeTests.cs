using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Engines.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Engines.Elasticsearch;
using Platform.ServiceDefaults.Elasticsearch;
using ServiceDefaults.Tests.Support;
using ElasticsearchException = Platform.ServiceDefaults.Elasticsearch.ElasticsearchException;

namespace ServiceDefaults.Tests;

/// <summary>The client against the node of this repository.</summary>
public sealed partial class ElasticsearchNodeTests : IAsyncLifetime
{
    private const string Password = "p{}~()*+!-_.word";
    private readonly Sandbox sandbox = new();
    private ElasticsearchServer node = null!;
    private LocalApp app = null!;
    private IElasticsearchClient client = null!;

    public async ValueTask InitializeAsync()
    {
        node = await ElasticsearchServer.StartAsync(new() { DataDirectory = sandbox["elasticsearch"], Password = Password });
        app = await LocalApp.StartAsync(
            builder => builder.AddElasticsearchClient("elasticsearch"),
            map: null,
            ("ConnectionStrings:elasticsearch", $"http://elastic:{Password}@127.0.0.1:{node.Port}")
        );
        client = app.Services.GetRequiredService<IElasticsearchClient>();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await node.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public async Task Documents_are_written_by_their_versions_and_found()
    {
        (
            await client.CreateIndexAsync("products-1", Body("""{"mappings":{"properties":{"name":{"type":"text","analyzer":"cjk"}}}}"""))
        ).ShouldBeTrue();
        (await client.CreateIndexAsync("products-1")).ShouldBeFalse();
        (await client.IndexExistsAsync("products-1")).ShouldBeTrue();

        await WriteAsync("1", "무선 키보드", 5);
        await WriteAsync("2", "기계식 키보드", 1);
        var late = await client.BulkAsync([BulkOperation.IndexOf("products-1", "1", new Item("old"), NodeJson.Default.Item, version: 4)]);
        late.Failures.ShouldHaveSingleItem().IsVersionConflict.ShouldBeTrue();
        (await client.BulkAsync([BulkOperation.DeleteOf("products-1", "2", version: 2)], Refresh.Immediate)).Failures.ShouldBeEmpty();

        var found = await client.SearchAsync(
            "products-1",
            Body("""{"query":{"match":{"name":"키보드"}},"highlight":{"type":"plain","fields":{"name":{}}},"sort":["_score"]}"""),
            NodeJson.Default.Item
        );
        found.Total.ShouldBe(new SearchTotal(1, IsExact: true));
        var hit = found.Hits.ShouldHaveSingleItem();
        (hit.Id, hit.Index, hit.Source!.Name).ShouldBe(("1", "products-1", "무선 키보드"));
        hit.Score!.Value.ShouldBeGreaterThan(0);
        hit.Highlight["name"].ShouldBe(["무선 <em>키보드</em>"]);
        (await client.CountAsync("products-1", Body("""{"query":{"match_none":{}}}"""))).ShouldBe(0);
        (await client.DeleteIndexAsync("products-1")).ShouldBeTrue();
        (await client.DeleteIndexAsync("products-1")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_alias_is_swapped_at_once()
    {
        await client.CreateIndexAsync("a");
        await client.CreateIndexAsync("b");
        await client.UpdateAliasesAsync([AliasAction.Add("a", "current")]);
        await client.UpdateAliasesAsync([AliasAction.Remove("a", "current"), AliasAction.Add("b", "current", isWriteIndex: true)]);

        (await client.GetAliasAsync("current")).ShouldBe(["b"]);
        (await client.GetAliasAsync("none")).ShouldBeEmpty();
        var all = await client.GetAliasesOfAsync("*");
        (all["a"].Count, all["b"].Single()).ShouldBe((0, "current"));
        var error = await Should.ThrowAsync<ElasticsearchException>(() => client.UpdateAliasesAsync([AliasAction.Remove("a", "current")]));
        (error.Status, error.Type).ShouldBe((404, "aliases_not_found_exception"));
    }

    [Fact]
    public async Task A_point_in_time_is_read_page_by_page_whatever_is_written_meanwhile()
    {
        await client.BulkAsync(
            [.. Enumerable.Range(0, 5).Select(i => BulkOperation.IndexOf("items", $"{i}", new JsonObject { ["n"] = i }))],
            Refresh.WaitFor
        );
        var pit = await client.OpenPointInTimeAsync("items", TimeSpan.FromMinutes(1));
        await client.BulkAsync([BulkOperation.DeleteOf("items", "3")], Refresh.Immediate);

        var seen = new List<string>();
        JsonElement? after = null;
        do
        {
            var body = Body("""{"size":2,"sort":[{"n":"asc"}]}""");
            body["pit"] = new JsonObject { ["id"] = pit, ["keep_alive"] = "1m" };
            if (after is { } place)
                body["search_after"] = JsonArray.Create(place);
            var page = await client.SearchAsync(index: null, body, NodeJson.Default.Item);
            pit = page.PointInTimeId!;
            seen.AddRange(page.Hits.Select(hit => hit.Id));
            after = page.Hits.LastOrDefault()?.Sort;
        } while (after is not null);

        seen.ShouldBe(["0", "1", "2", "3", "4"]);
        (await client.ClosePointInTimeAsync(pit)).ShouldBeTrue();
        (await client.ClosePointInTimeAsync(pit)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_wrong_with_a_query_is_told()
    {
        await client.CreateIndexAsync("a");

        var error = await Should.ThrowAsync<ElasticsearchException>(() =>
            client.SearchAsync("a", Body("""{"query":{"mach":{}}}"""), NodeJson.Default.Item)
        );

        (error.Status, error.Type, error.IsTransient).ShouldBe((400, "parsing_exception", false));
        error.Reason.ShouldContain("[mach]");
    }

    [Fact]
    public async Task The_service_is_healthy_with_the_node_and_degraded_without()
    {
        (await app.Client.GetStringAsync("/health")).ShouldBe("Healthy");

        await node.DisposeAsync();

        (await app.Client.GetStringAsync("/health")).ShouldBe("Degraded");
    }

    private Task WriteAsync(string id, string name, long version) =>
        client.BulkAsync([BulkOperation.IndexOf("products-1", id, new Item(name), NodeJson.Default.Item, version)], Refresh.Immediate);

    private static JsonObject Body(string json) => JsonNode.Parse(json)!.AsObject();

    internal sealed record Item(string Name);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Item))]
    private sealed partial class NodeJson : JsonSerializerContext;
}
