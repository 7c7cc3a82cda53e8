namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class AliasTests
{
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
}
