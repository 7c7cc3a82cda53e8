using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults.Elasticsearch;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

/// <summary>What goes over the wire, and what becomes of answers that a healthy node does not give.</summary>
public sealed partial class ElasticsearchTests : IAsyncLifetime
{
    private const string Password = "p{}~()*+!-_.word";
    private ScriptedCluster cluster = null!;

    private string Connection => $"http://elastic:{Password}@{cluster.Host}";

    public async ValueTask InitializeAsync() => cluster = await ScriptedCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task A_search_is_sent_and_read()
    {
        cluster.Answers(
            200,
            """
            {"took":7,"timed_out":false,"pit_id":"next","_shards":{"total":1,"successful":1,"skipped":0,"failed":0},
             "hits":{"total":{"value":10000,"relation":"gte"},"max_score":1.5,"hits":[
               {"_index":"products-1","_id":"7","_score":1.5,"_source":{"name":"무선 키보드"},"sort":[1.5,"7"],
                "highlight":{"name":["<em>무선</em> 키보드"]}},
               {"_index":"products-1","_id":"8","_score":null}]},
             "aggregations":{"brands":{"buckets":[]}},"suggest":{"did-you-mean":[]}}
            """
        );
        await using var app = await StartAsync(Connection);

        var found = await Client(app)
            .SearchAsync("products", JsonNode.Parse("""{"query":{"match_all":{}}}""")!.AsObject(), Json.Default.Item);

        var request = cluster.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /products/_search");
        request.Body.ShouldBe("""{"query":{"match_all":{}}}""");
        request.ContentType.ShouldBe("application/vnd.elasticsearch+json; compatible-with=8");
        request.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"elastic:{Password}")));
        found.Total.ShouldBe(new SearchTotal(10000, IsExact: false));
        found.Took.ShouldBe(TimeSpan.FromMilliseconds(7));
        found.PointInTimeId.ShouldBe("next");
        found.Aggregations!.Value.GetProperty("brands").GetRawText().ShouldBe("""{"buckets":[]}""");
        found.Suggest.ShouldNotBeNull();
        var hit = found.Hits[0];
        (hit.Id, hit.Score, hit.Source!.Name).ShouldBe(("7", 1.5, "무선 키보드"));
        hit.Sort!.Value.GetRawText().ShouldBe("""[1.5,"7"]""");
        hit.Highlight["name"].ShouldBe(["<em>무선</em> 키보드"]);
        var bare = found.Hits[1];
        bare.Score.ShouldBeNull();
        bare.Source.ShouldBeNull();
        bare.Highlight.ShouldBeEmpty();
    }

    [Fact]
    public async Task Aliases_can_be_demanded_of_a_bulk_and_read_of_indices()
    {
        cluster
            .Answers(200, """{"errors":false,"items":[]}""")
            .Answers(200, """{"products-1":{"aliases":{"products":{},"old":{"is_write_index":true}}},"products-2":{"aliases":{}}}""")
            .Answers(404, """{"error":{"type":"index_not_found_exception","reason":"no such index [none-*]"},"status":404}""");
        await using var app = await StartAsync(Connection);

        await Client(app).BulkAsync([BulkOperation.DeleteOf("products", "1")], requireAlias: true);
        var aliases = await Client(app).GetAliasesOfAsync("products-*");
        var none = await Client(app).GetAliasesOfAsync("none-*");

        cluster.Requests.First().Line.ShouldBe("POST /products/_bulk?require_alias=true");
        cluster.Requests.ElementAt(1).Line.ShouldBe("GET /products-*/_alias");
        aliases["products-1"].ShouldBe(["products", "old"]);
        aliases["products-2"].ShouldBeEmpty();
        none.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shard_that_failed_makes_no_answer()
    {
        cluster.Answers(
            200,
            """
            {"took":1,"timed_out":false,"_shards":{"total":2,"successful":1,"failed":1,"failures":[
              {"shard":0,"index":"a","reason":{"type":"query_shard_exception","reason":"it was too much"}}]},
             "hits":{"total":{"value":0,"relation":"eq"},"max_score":null,"hits":[]}}
            """
        );
        await using var app = await StartAsync(Connection);

        var error = await Should.ThrowAsync<ElasticsearchException>(() => Client(app).SearchAsync("a", [], Json.Default.Item));

        (error.Type, error.Reason, error.IsTransient).ShouldBe(("query_shard_exception", "it was too much", true));
    }

    [Fact]
    public async Task Operations_are_lines_and_each_has_its_result()
    {
        cluster.Answers(
            200,
            """
            {"took":3,"errors":true,"items":[
              {"index":{"_index":"products","_id":"1","_version":5,"result":"created","status":201}},
              {"index":{"_index":"products","_id":"2","status":409,
                "error":{"type":"version_conflict_engine_exception","reason":"[2]: version conflict"}}},
              {"delete":{"_index":"products","_id":"3","_version":9,"result":"not_found","status":404}}]}
            """
        );
        await using var app = await StartAsync(Connection);

        var done = await Client(app)
            .BulkAsync(
                [
                    BulkOperation.IndexOf("products", "1", new Item("한글 \"이름\""), Json.Default.Item, version: 5),
                    BulkOperation.IndexOf("products", "2", new JsonObject { ["name"] = "two" }, version: 2),
                    BulkOperation.DeleteOf("products", "3", version: 9, VersionType.External),
                ],
                Refresh.WaitFor
            );

        var request = cluster.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /products/_bulk?refresh=wait_for");
        request.ContentType.ShouldBe("application/vnd.elasticsearch+x-ndjson; compatible-with=8");
        request.Body.ShouldBe(
            """
            {"index":{"_id":"1","version":5,"version_type":"external_gte"}}
            {"name":"한글 \"이름\""}
            {"index":{"_id":"2","version":2,"version_type":"external_gte"}}
            {"name":"two"}
            {"delete":{"_id":"3","version":9,"version_type":"external"}}

            """.ReplaceLineEndings("\n")
        );
        done.Items.Select(item => item.Status).ShouldBe([201, 409, 404]);
        var failure = done.Failures.ShouldHaveSingleItem();
        failure.Id.ShouldBe("2");
        failure.IsVersionConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_refused_has_status_type_and_reason()
    {
        cluster.Answers(
            400,
            """{"error":{"root_cause":[{"type":"parsing_exception","reason":"no [query] registered for [mach]"}],"type":"parsing_exception","reason":"no [query] registered for [mach]"},"status":400}"""
        );
        cluster.Answers(502, "<html>bad gateway</html>");
        await using var app = await StartAsync(Connection);

        var refused = await Should.ThrowAsync<ElasticsearchException>(() => Client(app).SearchAsync("a", [], Json.Default.Item));
        var other = await Should.ThrowAsync<ElasticsearchException>(() => Client(app).UpdateAliasesAsync([AliasAction.Add("a", "b")]));

        (refused.Status, refused.Type, refused.Reason).ShouldBe((400, "parsing_exception", "no [query] registered for [mach]"));
        (other.Status, other.IsTransient).ShouldBe((502, true));
        cluster.Requests.Last().Body.ShouldBe("""{"actions":[{"add":{"index":"a","alias":"b"}}]}""");
    }

    [Fact]
    public async Task What_is_not_there_is_an_answer_where_one_asks_for_that()
    {
        const string missing = """{"error":{"type":"index_not_found_exception","reason":"no such index [a]"},"status":404}""";
        cluster.Answers(404, "").Answers(404, missing).Answers(404, """{"error":"alias [a] missing","status":404}""");
        cluster.Answers(
            400,
            """{"error":{"type":"resource_already_exists_exception","reason":"index [a/x] already exists"},"status":400}"""
        );
        cluster.Answers(404, """{"succeeded":true,"num_freed":0}""").Answers(404, missing);
        await using var app = await StartAsync(Connection);
        var client = Client(app);

        (await client.IndexExistsAsync("a")).ShouldBeFalse();
        (await client.DeleteIndexAsync("a")).ShouldBeFalse();
        (await client.GetAliasAsync("a")).ShouldBeEmpty();
        (await client.CreateIndexAsync("a", [])).ShouldBeFalse();
        (await client.ClosePointInTimeAsync("id")).ShouldBeFalse();
        (await Should.ThrowAsync<ElasticsearchException>(() => client.CountAsync("a"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Only_what_may_be_done_twice_is_done_again()
    {
        const string busy = """{"error":{"type":"circuit_breaking_exception","reason":"[parent] Data too large"},"status":429}""";
        const string written = """{"errors":false,"items":[{"index":{"_index":"a","_id":"1","status":200,"result":"updated"}}]}""";
        await using var app = await StartAsync(Connection);
        var client = Client(app);
        var item = new Item("x");

        cluster.Answers(429, busy).Answers(200, """{"count":3}""");
        (await client.CountAsync("a")).ShouldBe(3);
        cluster.Answers(429, busy).Answers(200, written);
        await client.BulkAsync([BulkOperation.IndexOf("a", "1", item, Json.Default.Item, version: 1)]);
        cluster.Requests.Count.ShouldBe(4);

        cluster.Answers(429, busy);
        await RefusedAsync(() => client.BulkAsync([BulkOperation.IndexOf("a", null, item, Json.Default.Item)]));
        cluster.Answers(429, busy);
        await RefusedAsync(() => client.UpdateAliasesAsync([AliasAction.Remove("a", "b")]));
        cluster.Answers(429, busy);
        await RefusedAsync(() => client.CreateIndexAsync("a"));
        cluster.Requests.Count.ShouldBe(7);

        static async Task RefusedAsync(Func<Task> call) =>
            (await Should.ThrowAsync<ElasticsearchException>(call)).Type.ShouldBe("circuit_breaking_exception");
    }

    [Fact]
    public async Task Calls_are_spans_and_metrics_by_the_conventions_and_tell_neither_password_nor_payload()
    {
        using var spans = new SpanRecorder("");
        var durations = new List<KeyValuePair<string, object?>[]>();
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Name: "db.client.operation.duration", Meter.Name: "Platform.ServiceDefaults.Elasticsearch" })
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meter.SetMeasurementEventCallback<double>(
            (_, _, tags, _) =>
            {
                lock (durations)
                    durations.Add(tags.ToArray());
            }
        );
        meter.Start();
        cluster.Answers(200, """{"count":1}""");
        cluster.Answers(400, """{"error":{"type":"parsing_exception","reason":"secret-payload is wrong"},"status":400}""");
        await using var app = await StartAsync(Connection);
        using var root = SpanRecorder.TestSource.StartActivity("request")!;

        await Client(app).CountAsync("traced", new JsonObject { ["query"] = "secret-payload" });
        await Should.ThrowAsync<ElasticsearchException>(() => Client(app).SearchAsync("traced", [], Json.Default.Item));

        var count = await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "count traced");
        count.Kind.ShouldBe(ActivityKind.Client);
        Tag(count, "db.system.name").ShouldBe("elasticsearch");
        Tag(count, "db.operation.name").ShouldBe("count");
        Tag(count, "db.collection.name").ShouldBe("traced");
        Tag(count, "http.request.method").ShouldBe("POST");
        Tag(count, "url.full").ShouldBe($"http://{cluster.Host}/traced/_count");
        Tag(count, "db.response.status_code").ShouldBe("200");
        Tag(count, "server.address").ShouldBe("127.0.0.1");
        count.Status.ShouldBe(ActivityStatusCode.Unset);
        await spans.SpanAsync(span => span.ParentSpanId == count.SpanId && span.Source.Name == "System.Net.Http");
        var search = await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "search traced");
        search.Status.ShouldBe(ActivityStatusCode.Error);
        Tag(search, "error.type").ShouldBe("parsing_exception");
        var told = spans
            .Ended.Where(span => span.TraceId == root.TraceId)
            .SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.StatusDescription ?? ""))
            .ToList();
        told.ShouldNotContain(value => value.Contains(Password) || value.Contains("secret-payload") || value.Contains("Basic "));
        lock (durations)
        {
            var failed = durations.Single(tags => tags.Any(tag => tag is { Key: "error.type", Value: "parsing_exception" }));
            failed.ShouldContain(new KeyValuePair<string, object?>("db.operation.name", "search"));
            failed.ShouldContain(new KeyValuePair<string, object?>("db.collection.name", "traced"));
        }
    }

    [Fact]
    public async Task A_cluster_that_is_away_red_or_refuses_leaves_the_service_degraded()
    {
        await using var app = await StartAsync(Connection);
        async Task<string> HealthAsync()
        {
            var answer = await app.Client.GetAsync("/health");
            answer.IsSuccessStatusCode.ShouldBeTrue("Degraded is ready.");
            return await answer.Content.ReadAsStringAsync();
        }

        cluster.Answers(200, """{"status":"yellow"}""");
        (await HealthAsync()).ShouldBe("Healthy");
        cluster.Answers(403, """{"error":{"type":"security_exception","reason":"no"},"status":403}""");
        (await HealthAsync()).ShouldBe("Healthy");
        cluster.Answers(200, """{"status":"red"}""");
        (await HealthAsync()).ShouldBe("Degraded");
        cluster.Answers(401, """{"error":{"type":"security_exception","reason":"unable to authenticate"},"status":401}""");
        (await HealthAsync()).ShouldBe("Degraded");
        await cluster.DisposeAsync();
        (await HealthAsync()).ShouldBe("Degraded");
    }

    [Theory]
    [InlineData($"elastic:{Password}@localhost", "http://")]
    [InlineData($"http://elastic:{Password}@", "host")]
    [InlineData($"http://{Password}@localhost", "without a password")]
    public async Task What_is_wrong_with_a_connection_string_is_named_without_its_secret(string connection, string named)
    {
        await using var app = await StartAsync(connection, healthChecks: false);

        var error = Should.Throw<InvalidOperationException>(() => Client(app));

        error.Message.ShouldContain(named);
        error.Message.ShouldContain("ConnectionStrings__elasticsearch");
        error.ToString().ShouldNotContain(Password);
    }

    private static IElasticsearchClient Client(LocalApp app) => app.Services.GetRequiredService<IElasticsearchClient>();

    private static Task<LocalApp> StartAsync(string connection, bool healthChecks = true) =>
        LocalApp.StartAsync(
            builder => builder.AddElasticsearchClient("elasticsearch", settings => settings.DisableHealthChecks = !healthChecks),
            map: null,
            ("ConnectionStrings:elasticsearch", connection),
            ("Resilience:elasticsearch:RetryDelay", "00:00:00.001")
        );

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    internal sealed record Item(string Name);

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Item))]
    private sealed partial class Json : JsonSerializerContext;
}
