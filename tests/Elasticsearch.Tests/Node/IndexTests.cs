using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class IndexTests
{
    [Fact]
    public async Task An_index_is_made_shown_and_deleted()
    {
        await using var node = await TestNode.StartAsync();

        (
            await node.PutAsync(
                "/books",
                """{"settings":{"number_of_shards":3,"index":{"number_of_replicas":0}},"mappings":{"properties":{"n":{"type":"long"}}},"aliases":{"lib":{}}}"""
            )
        )
            .ShouldBe(200)
            .Text.ShouldBe("""{"acknowledged":true,"shards_acknowledged":true,"index":"books"}""");

        var shown = (await node.GetAsync("/books")).ShouldBe(200).Json["books"]!;
        shown["aliases"]!.ToJsonString().ShouldBe("""{"lib":{}}""");
        shown["mappings"]!.ToJsonString().ShouldBe("""{"properties":{"n":{"type":"long"}}}""");
        shown["settings"]!["index"]!["number_of_shards"]!.GetValue<string>().ShouldBe("3");
        shown["settings"]!["index"]!["number_of_replicas"]!.GetValue<string>().ShouldBe("0");
        shown["settings"]!["index"]!["provided_name"]!.GetValue<string>().ShouldBe("books");
        (await node.SendAsync("HEAD", "/books")).ShouldBe(200);
        (await node.DeleteAsync("/books")).ShouldBe(200);
        (await node.SendAsync("HEAD", "/books")).ShouldBe(404);
        (await node.GetAsync("/_alias/lib")).ShouldBe(404);
        (await node.DeleteAsync("/books")).ShouldRefuse(404, "index_not_found_exception", "no such index [books]");
    }

    [Theory]
    [InlineData("Books", "must be lowercase")]
    [InlineData("_books", "must not start with '_', '-', or '+'")]
    [InlineData("-books", "must not start with '_', '-', or '+'")]
    [InlineData("a%20b", "must not contain the following characters")]
    [InlineData("a%2Fb", "must not contain the following characters")]
    [InlineData("a%23b", "must not contain '#'")]
    [InlineData("a:b", "must not contain ':'")]
    public async Task Names_are_judged(string name, string why)
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync($"/{name}")).ShouldRefuse(400, "invalid_index_name_exception", why);
        (await node.PutAsync($"/{name}/_doc/1", "{}")).ShouldRefuse(400, "invalid_index_name_exception", why);
    }

    [Fact]
    public async Task A_name_of_256_bytes_is_too_long()
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/" + new string('x', 256))).ShouldRefuse(
            400,
            "invalid_index_name_exception",
            "index name is too long, (256 > 255)"
        );
        (await node.PutAsync("/" + new string('x', 255))).ShouldBe(200);
    }

    [Fact]
    public async Task A_taken_name_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"aliases":{"lib":{}}}""")).ShouldBe(200);

        (await node.PutAsync("/books")).ShouldRefuse(400, "resource_already_exists_exception", "already exists");
        (await node.PutAsync("/lib")).ShouldRefuse(400, "invalid_index_name_exception", "already exists as alias");
    }

    [Theory]
    [InlineData("""{"settings":{"number_of_shardz":1}}""", "illegal_argument_exception", "unknown setting [index.number_of_shardz]")]
    [InlineData("""{"settings":{"number_of_shards":0}}""", "illegal_argument_exception", "must be >= 1")]
    [InlineData("""{"settings":{"number_of_replicas":"many"}}""", "illegal_argument_exception", "Failed to parse value [many]")]
    [InlineData("""{"settings":{"refresh_interval":"5"}}""", "illegal_argument_exception", "unit is missing or unrecognized")]
    [InlineData("""{"settings":{"default_pipeline":"p"}}""", "illegal_argument_exception", "[index.default_pipeline] is not supported")]
    [InlineData("""{"mapping":{}}""", "parsing_exception", "unknown key [mapping] for create index")]
    [InlineData("""{"aliases":{"a":{"filter":{"term":{"x":1}}}}}""", "illegal_argument_exception", "[filter] on the alias [a]")]
    [InlineData("""{"aliases":{"Bad*":{}}}""", "invalid_alias_name_exception", "must not contain")]
    public async Task What_an_index_cannot_be_made_of_is_named(string body, string type, string why)
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books", body)).ShouldRefuse(400, type, why);
        (await node.GetAsync("/books")).ShouldBe(404);
    }

    [Fact]
    public async Task Patterns_delete_only_where_that_is_allowed()
    {
        await using var node = await TestNode.StartAsync();
        foreach (var name in (string[])["a1", "a2", "b"])
            (await node.PutAsync($"/{name}")).ShouldBe(200);

        (await node.DeleteAsync("/a*")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "Wildcard expressions or all indices are not allowed"
        );
        (await node.DeleteAsync("/_all")).ShouldBe(400);
        (await node.PutAsync("/_cluster/settings", """{"persistent":{"action.destructive_requires_name":false}}""")).ShouldBe(200);
        (await node.DeleteAsync("/a*")).ShouldBe(200);

        (await node.GetAsync("/_cat/indices?h=index")).Text.ShouldBe("b\n");
        (await node.GetAsync("/_cluster/settings")).Json["persistent"]!["action"]!["destructive_requires_name"]!
            .GetValue<string>()
            .ShouldBe("false");
    }

    [Fact]
    public async Task Expressions_mean_what_they_mean_in_Elasticsearch()
    {
        await using var node = await TestNode.StartAsync();
        foreach (var name in (string[])["a1", "a2", "b"])
            (await node.PutAsync($"/{name}", """{"aliases":{"them":{}}}""")).ShouldBe(200);

        (await NamesAsync("a*")).ShouldBe(["a1", "a2"]);
        (await NamesAsync("*,-a1")).ShouldBe(["a2", "b"]);
        (await NamesAsync("them")).ShouldBe(["a1", "a2", "b"]);
        (await NamesAsync("b,none?ignore_unavailable=true")).ShouldBe(["b"]);
        (await NamesAsync("zzz*")).ShouldBeEmpty();
        (await node.GetAsync("/b,none")).ShouldRefuse(404, "index_not_found_exception", "no such index [none]");
        (await node.GetAsync("/zzz*?allow_no_indices=false")).ShouldRefuse(404, "index_not_found_exception", "no such index [zzz*]");

        async Task<string[]> NamesAsync(string expression) =>
            [.. (await node.GetAsync($"/{expression}")).ShouldBe(200).Json.AsObject().Select(index => index.Key)];
    }

    [Fact]
    public async Task Dynamic_settings_change_and_fixed_ones_do_not()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books")).ShouldBe(200);

        (
            await node.PutAsync("/books/_settings", """{"index":{"number_of_replicas":0,"refresh_interval":"-1"},"max_result_window":5}""")
        ).ShouldBe(200);

        var settings = (await node.GetAsync("/books/_settings?flat_settings=true")).Json["books"]!["settings"]!;
        settings["index.number_of_replicas"]!.GetValue<string>().ShouldBe("0");
        settings["index.refresh_interval"]!.GetValue<string>().ShouldBe("-1");
        settings["index.max_result_window"]!.GetValue<string>().ShouldBe("5");
        (await node.GetAsync("/books/_settings/index.number*")).Json["books"]!["settings"]!["index"]!
            .AsObject()
            .Select(one => one.Key)
            .ShouldBe(["number_of_replicas", "number_of_shards"]);
        (await node.PutAsync("/books/_settings", """{"number_of_shards":2}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "Can't update non dynamic settings"
        );
        (await node.PutAsync("/books/_settings", """{"refresh_interval":null}""")).ShouldBe(200);
        (await node.GetAsync("/books/_settings")).Json["books"]!["settings"]!["index"]!["refresh_interval"].ShouldBeNull();
    }

    [Fact]
    public async Task Health_is_yellow_while_replicas_have_no_place()
    {
        await using var node = await TestNode.StartAsync();
        (await node.GetAsync("/_cluster/health")).Json["status"]!.GetValue<string>().ShouldBe("green");
        (await node.PutAsync("/books")).ShouldBe(200);

        (await node.GetAsync("/_cluster/health?wait_for_status=yellow")).Json["status"]!.GetValue<string>().ShouldBe("yellow");
        var late = (await node.GetAsync("/_cluster/health?wait_for_status=green&timeout=10ms")).ShouldBe(408).Json;
        late["timed_out"]!.GetValue<bool>().ShouldBeTrue();

        var waiting = node.GetAsync("/_cluster/health?wait_for_status=green&level=indices");
        (await node.DeleteAsync("/books")).ShouldBe(200);
        (await waiting).ShouldBe(200).Json["status"]!.GetValue<string>().ShouldBe("green");
        (await node.GetAsync("/_cluster/health/none?timeout=10ms")).ShouldBe(408).Json["status"]!.GetValue<string>().ShouldBe("red");
    }

    [Fact]
    public async Task Tables_are_text_or_json()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"settings":{"number_of_replicas":0}}""")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1?refresh=true", "{}")).ShouldBe(201);
        (await node.PutAsync("/a", """{"aliases":{"lib":{"is_write_index":true}}}""")).ShouldBe(200);

        (await node.GetAsync("/_cat/indices?v&h=health,index,pri,docs.count&s=index:desc")).Text.ShouldBe(
            "health index pri docs.count\ngreen  books   1          1\nyellow a       1          0\n"
        );
        var json = (await node.GetAsync("/_cat/indices/books?format=json")).Json.AsArray();
        json.Count.ShouldBe(1);
        json[0]!["docs.count"]!.GetValue<string>().ShouldBe("1");
        (await node.GetAsync("/_cat/aliases?format=json")).Text.ShouldBe(
            """[{"alias":"lib","index":"a","filter":"-","routing.index":"-","routing.search":"-","is_write_index":"true"}]"""
        );
        (await node.GetAsync("/_cat/count/books?h=count")).Text.ShouldBe("1\n");
        (await node.GetAsync("/_cat/health?h=status,node.total")).Text.ShouldBe("yellow 1\n");
        (await node.GetAsync("/_cat/shards/books?h=index,prirep,state")).Text.ShouldBe("books p STARTED\n");
        foreach (var table in (string[])["nodes", "master", "templates", "indices"])
            (await node.GetAsync($"/_cat/{table}?v&help=false")).ShouldBe(200);
        (await node.GetAsync("/_cat/indices?s=nonsense")).Reason.ShouldContain("Unable to sort by unknown sort key `nonsense`");
    }

    [Fact]
    public async Task What_clients_ask_of_the_cluster_is_answered()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books")).ShouldBe(200);

        var http = (await node.GetAsync("/_nodes/_all/http")).ShouldBe(200).Json["nodes"]!.AsObject().Single().Value!["http"]!;
        http["publish_address"]!.GetValue<string>().ShouldBe($"127.0.0.1:{node.Server.Port}");
        foreach (
            var path in (string[])
                ["/_nodes", "/_nodes/http", "/_cluster/state", "/_cluster/stats", "/_license", "/_xpack", "/_stats", "/books/_stats"]
        )
            (await node.GetAsync(path)).ShouldBe(200);
        foreach (var path in (string[])["/_refresh", "/books/_refresh", "/_flush", "/books/_forcemerge", "/books/_cache/clear"])
            (await node.PostAsync(path)).ShouldBe(200).Json["_shards"]!["failed"]!.GetValue<int>().ShouldBe(0);
        (await node.PostAsync("/none/_refresh")).ShouldBe(404);
    }

    [Theory]
    [InlineData("POST", "/_reindex")]
    [InlineData("GET", "/_sql")]
    [InlineData("PUT", "/_ingest/pipeline/p")]
    [InlineData("POST", "/books/_close")]
    [InlineData("GET", "/_snapshot")]
    public async Task What_is_not_here_is_refused_by_name(string method, string path)
    {
        await using var node = await TestNode.StartAsync();

        (await node.SendAsync(method, path)).ShouldRefuse(400, "illegal_argument_exception", "is not supported by this engine");
    }

    [Fact]
    public async Task An_aliass_swap_is_one_change()
    {
        await using var node = await TestNode.StartAsync();
        foreach (var name in (string[])["v1", "v2"])
        {
            (await node.PutAsync($"/{name}")).ShouldBe(200);
            (await node.PutAsync($"/{name}/_doc/1?refresh=true", $$"""{"of":"{{name}}"}""")).ShouldBe(201);
        }
        (await node.PutAsync("/v1/_alias/live")).ShouldBe(200);
        using var done = new CancellationTokenSource();
        var seen = Task.Run(async () =>
        {
            var statuses = new HashSet<int>();
            while (!done.IsCancellationRequested)
                statuses.Add((await node.GetAsync("/live/_doc/1")).Status);
            return statuses;
        });

        for (var i = 0; i < 50; i++)
        {
            var (from, to) = i % 2 == 0 ? ("v1", "v2") : ("v2", "v1");
            var swap = $$$"""{"actions":[{"remove":{"index":"{{{from}}}","alias":"live"}},{"add":{"index":"{{{to}}}","alias":"live"}}]}""";
            (await node.PostAsync("/_aliases", swap)).ShouldBe(200);
        }

        await done.CancelAsync();
        (await seen).ShouldBe([200]);
        (await node.GetAsync("/_alias/live")).Text.ShouldBe("""{"v1":{"aliases":{"live":{}}}}""");
    }

    [Fact]
    public async Task Alias_actions_that_cannot_all_be_done_are_not_done()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/v1")).ShouldBe(200);

        (
            await node.PostAsync("/_aliases", """{"actions":[{"add":{"index":"v1","alias":"a"}},{"add":{"index":"none","alias":"a"}}]}""")
        ).ShouldBe(404);
        (
            await node.PostAsync("/_aliases", """{"actions":[{"add":{"index":"v1","alias":"a"}},{"add":{"index":"v1","alias":"v1"}}]}""")
        ).ShouldRefuse(400, "invalid_alias_name_exception", "exists with the same name as the alias");
        (await node.PostAsync("/_aliases", """{"actions":[{"remove":{"index":"v1","alias":"a"}}]}""")).ShouldRefuse(
            404,
            "aliases_not_found_exception",
            "aliases [a] missing"
        );
        (await node.PostAsync("/_aliases", """{"actions":[]}""")).ShouldBe(400);
        (await node.GetAsync("/_alias")).Text.ShouldBe("""{"v1":{"aliases":{}}}""");
        (await node.GetAsync("/_alias/a")).ShouldBe(404).Json["error"]!.GetValue<string>().ShouldBe("alias [a] missing");
        (await node.SendAsync("HEAD", "/_alias/a")).ShouldBe(404);
    }

    [Fact]
    public async Task An_index_goes_and_its_name_becomes_an_alias_at_once()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/live/_doc/1", "{}")).ShouldBe(201);
        (await node.PutAsync("/v2")).ShouldBe(200);

        (
            await node.PostAsync("/_aliases", """{"actions":[{"remove_index":{"index":"live"}},{"add":{"index":"v2","alias":"live"}}]}""")
        ).ShouldBe(200);

        (await node.GetAsync("/live")).Json.AsObject().Single().Key.ShouldBe("v2");
    }

    [Fact]
    public async Task Writes_through_an_alias_need_one_index_to_write_to()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/v1", """{"aliases":{"a":{}}}""")).ShouldBe(200);
        (await node.PutAsync("/v2", """{"aliases":{"a":{}}}""")).ShouldBe(200);

        (await node.PutAsync("/a/_doc/1", "{}")).ShouldRefuse(400, "illegal_argument_exception", "no write index is defined for alias [a]");
        (await node.GetAsync("/a/_doc/1")).ShouldRefuse(400, "illegal_argument_exception", "has more than one index associated with it");
        (await node.PutAsync("/v2/_alias/a", """{"is_write_index":true}""")).ShouldBe(200);

        (await node.PutAsync("/a/_doc/1", "{}")).ShouldBe(201).Json["_index"]!.GetValue<string>().ShouldBe("v2");
        (await node.PutAsync("/v1/_alias/a", """{"is_write_index":true}""")).ShouldRefuse(
            400,
            "illegal_state_exception",
            "more than one write index"
        );
        (await node.PutAsync("/none/_doc/1?require_alias=true", "{}")).ShouldRefuse(
            404,
            "index_not_found_exception",
            "[require_alias] request flag is [true]"
        );
    }

    [Fact]
    public async Task Templates_of_both_forms_make_indices()
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/_template/old",
                """{"index_patterns":["log-*"],"order":1,"settings":{"number_of_replicas":0},"mappings":{"properties":{"at":{"type":"date"}}}}"""
            )
        ).ShouldBe(200);
        (
            await node.PutAsync(
                "/_component_template/c",
                """{"template":{"mappings":{"properties":{"c":{"type":"keyword"},"x":{"type":"long"}}}}}"""
            )
        ).ShouldBe(200);
        (
            await node.PutAsync(
                "/_index_template/new",
                """{"index_patterns":["new-*"],"composed_of":["c"],"priority":7,"template":{"mappings":{"properties":{"x":{"type":"keyword"}}},"aliases":{"news":{}}}}"""
            )
        ).ShouldBe(200);

        (await node.PutAsync("/log-1/_doc/1", """{"at":"2024-01-02"}""")).ShouldBe(201);
        (await node.PutAsync("/new-1", """{"mappings":{"properties":{"own":{"type":"boolean"}}}}""")).ShouldBe(200);

        (await node.GetAsync("/log-1")).Json["log-1"]!["settings"]!["index"]!["number_of_replicas"]!.GetValue<string>().ShouldBe("0");
        (await node.GetAsync("/new-1/_mapping")).Text.ShouldBe(
            """{"new-1":{"mappings":{"properties":{"c":{"type":"keyword"},"own":{"type":"boolean"},"x":{"type":"keyword"}}}}}"""
        );
        (await node.GetAsync("/_alias/news")).ShouldBe(200);
        (await node.GetAsync("/_template/old")).Json["old"]!["settings"]!["index"]!["number_of_replicas"]!.GetValue<string>().ShouldBe("0");
        (await node.GetAsync("/_index_template/new")).Json["index_templates"]![0]!["index_template"]!["priority"]!
            .GetValue<int>()
            .ShouldBe(7);
        (await node.SendAsync("HEAD", "/_template/old")).ShouldBe(200);
        (await node.SendAsync("HEAD", "/_template/none")).ShouldBe(404);
        (await node.GetAsync("/_index_template/none")).ShouldRefuse(
            404,
            "resource_not_found_exception",
            "index template matching [none] not found"
        );
        (await node.PutAsync("/_index_template/bad", """{"index_patterns":["x"],"composed_of":["none"]}""")).ShouldBe(400);
        (
            await node.PutAsync("/_template/bad", """{"index_patterns":["x"],"mappings":{"properties":{"n":{"type":"nested"}}}}""")
        ).ShouldRefuse(400, "illegal_argument_exception", "The field type [nested] of the field [n]");
        (await node.PutAsync("/_template/old?create=true", """{"index_patterns":["x"]}""")).ShouldBe(400);
        (await node.DeleteAsync("/_template/old")).ShouldBe(200);
        (await node.DeleteAsync("/_template/old")).ShouldRefuse(404, "index_template_missing_exception", "index_template [old] missing");
    }

    [Fact]
    public async Task Analysis_is_the_indexs_own()
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"settings":{"analysis":{"analyzer":{"low":{"type":"custom","tokenizer":"keyword","filter":["lowercase"]}}}},"mappings":{"properties":{"t":{"type":"text","analyzer":"low"}}}}"""
            )
        ).ShouldBe(200);

        var own = (await node.PostAsync("/books/_analyze", """{"analyzer":"low","text":"Two Words"}""")).ShouldBe(200).Json;
        var field = (await node.PostAsync("/books/_analyze", """{"field":"t","text":"Two Words"}""")).ShouldBe(200).Json;

        foreach (var tokens in (JsonNode[])[own, field])
            tokens["tokens"]!.AsArray().Single()!["token"]!.GetValue<string>().ShouldBe("two words");
        (await node.PostAsync("/_analyze", """{"analyzer":"standard","text":"Two Words"}""")).Json["tokens"]!.AsArray().Count.ShouldBe(2);
        (await node.PutAsync("/bad", """{"mappings":{"properties":{"t":{"type":"text","analyzer":"none"}}}}""")).ShouldRefuse(
            400,
            "mapper_parsing_exception",
            "analyzer [none] has not been configured in mappings"
        );
    }
}
