namespace Platform.Engines.Elasticsearch.Tests.Node;

/// <summary>The ways to a search; what a search means is tested where requests are.</summary>
public sealed class SearchingTests
{
    [Fact]
    public async Task A_search_finds_what_was_written_in_every_index_it_names()
    {
        await using var node = await WithBooksAsync();

        var found = (await node.PostAsync("/books/_search", """{"query":{"match":{"title":"이야기"}}}""")).ShouldBe(200).Json;
        found["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(2);
        found["_shards"]!["failed"]!.GetValue<int>().ShouldBe(0);
        (await node.GetAsync("/_search")).Json["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(4);
        (await node.GetAsync("/books,others/_search?q=title:이야기")).Json["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(2);
        (await node.GetAsync("/others/_count")).Json["count"]!.GetValue<int>().ShouldBe(1);
        (await node.GetAsync("/none/_search")).ShouldRefuse(404, "index_not_found_exception", "no such index [none]");
        (await node.GetAsync("/none/_search?ignore_unavailable=true")).Json["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(0);
        (await node.GetAsync("/books/_search?from=9999&size=2")).ShouldBe(400).Json["error"]!["root_cause"]![0]!["reason"]!
            .GetValue<string>()
            .ShouldContain("Result window is too large");
    }

    [Fact]
    public async Task Several_searches_in_one_request_each_have_their_answer()
    {
        await using var node = await WithBooksAsync();

        var answers = (
            await node.BulkAsync(
                "/books/_msearch",
                "{}",
                """{"query":{"match_all":{}},"size":1}""",
                """{"index":"others"}""",
                """{"query":{"match_all":{}}}""",
                """{"index":"none"}""",
                "{}",
                "{}",
                """{"query":{"nonsense":{}}}"""
            )
        )
            .ShouldBe(200)
            .Json["responses"]!.AsArray();

        answers.Select(answer => answer!["status"]!.GetValue<int>()).ShouldBe([200, 200, 404, 400]);
        answers[0]!["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(3);
        answers[1]!["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(1);
        answers[2]!["error"]!["type"]!.GetValue<string>().ShouldBe("index_not_found_exception");
        (await node.SendAsync("POST", "/_msearch", "{}\n{}")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "must be terminated by a newline"
        );
    }

    [Fact]
    public async Task A_scroll_gives_each_document_once_and_ends()
    {
        await using var node = await WithBooksAsync();

        var page = (await node.PostAsync("/books/_search?scroll=1m&size=2", """{"sort":["_doc"]}""")).ShouldBe(200).Json;
        var ids = new List<string>();
        var scroll = page["_scroll_id"]!.GetValue<string>();
        (await node.PutAsync("/books/_doc/later?refresh=true", "{}")).ShouldBe(201);
        while (page["hits"]!["hits"]!.AsArray() is { Count: > 0 } hits)
        {
            ids.AddRange(hits.Select(hit => hit!["_id"]!.GetValue<string>()));
            page = (await node.PostAsync("/_search/scroll", $$"""{"scroll":"1m","scroll_id":"{{scroll}}"}""")).ShouldBe(200).Json;
        }

        ids.Order().ShouldBe(["1", "2", "3"]);
        (await node.SendAsync("DELETE", "/_search/scroll", $$"""{"scroll_id":"{{scroll}}"}""")).ShouldBe(200);
        (await node.SendAsync("DELETE", "/_search/scroll", $$"""{"scroll_id":"{{scroll}}"}""")).ShouldBe(404);
        (await node.PostAsync("/_search/scroll", $$"""{"scroll_id":"{{scroll}}"}""")).ShouldBe(404);
    }

    [Fact]
    public async Task A_point_in_time_does_not_move()
    {
        await using var node = await WithBooksAsync();
        var id = (await node.PostAsync("/books/_pit?keep_alive=1m")).ShouldBe(200).Json["id"]!.GetValue<string>();
        (await node.PutAsync("/books/_doc/later?refresh=true", "{}")).ShouldBe(201);
        (await node.SendAsync("DELETE", "/books/_doc/1?refresh=true")).ShouldBe(200);

        var body = $$$"""{"pit":{"id":"{{{id}}}" },"query":{"match_all":{} } }""";
        (await node.PostAsync("/_search", body)).ShouldBe(200).Json["hits"]!["total"]!["value"]!.GetValue<int>().ShouldBe(3);

        (await node.PostAsync("/books/_search", body)).ShouldBe(400);
        (await node.SendAsync("DELETE", "/_pit", $$"""{"id":"{{id}}"}""")).ShouldBe(200);
        (await node.PostAsync("/_search", body)).ShouldBe(404);
    }

    [Fact]
    public async Task A_search_that_the_shards_refuse_is_told_as_Elasticsearch_does()
    {
        await using var node = await WithBooksAsync();

        var refused = (await node.PostAsync("/books/_search", """{"sort":[{"nothing":"asc"}]}""")).ShouldBe(400).Json["error"]!;

        refused["type"]!.GetValue<string>().ShouldBe("search_phase_execution_exception");
        refused["reason"]!.GetValue<string>().ShouldBe("all shards failed");
        refused["root_cause"]![0]!["type"]!.GetValue<string>().ShouldBe("query_shard_exception");
        refused["failed_shards"]![0]!["index"]!.GetValue<string>().ShouldBe("books");
    }

    private static async Task<TestNode> WithBooksAsync()
    {
        var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", """{"title":"긴 이야기"}""")).ShouldBe(201);
        (await node.PutAsync("/books/_doc/2", """{"title":"짧은 이야기"}""")).ShouldBe(201);
        (await node.PutAsync("/books/_doc/3?refresh=true", """{"title":"노래"}""")).ShouldBe(201);
        (await node.PutAsync("/others/_doc/1?refresh=true", "{}")).ShouldBe(201);
        return node;
    }
}
