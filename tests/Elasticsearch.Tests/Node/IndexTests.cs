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
}
