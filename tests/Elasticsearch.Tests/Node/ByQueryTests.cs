namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class ByQueryTests
{
    [Fact]
    public async Task By_query_documents_go_or_are_indexed_again()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"mappings":{"dynamic":false,"properties":{"n":{"type":"long"}}}}""")).ShouldBe(200);
        for (var i = 0; i < 10; i++)
            (await node.PutAsync($"/books/_doc/{i}", $$"""{"n":{{i}},"tag":"t{{i % 2}}"}""")).ShouldBe(201);
        (await node.PostAsync("/books/_refresh")).ShouldBe(200);

        var deleted = (await node.PostAsync("/books/_delete_by_query?refresh=true", """{"query":{"range":{"n":{"lt":4}}}}"""))
            .ShouldBe(200)
            .Json;
        deleted["deleted"]!.GetValue<int>().ShouldBe(4);
        deleted["total"]!.GetValue<int>().ShouldBe(4);
        deleted["failures"]!.AsArray().ShouldBeEmpty();
        (await node.CountAsync("books")).ShouldBe(6);

        // A field that comes into the mapping later is found once its documents are indexed again.
        (await node.PutAsync("/books/_mapping", """{"properties":{"tag":{"type":"keyword"}}}""")).ShouldBe(200);
        (await node.PostAsync("/books/_count", """{"query":{"term":{"tag":"t1"}}}""")).Json["count"]!.GetValue<int>().ShouldBe(0);
        var updated = (await node.PostAsync("/books/_update_by_query?refresh=true&conflicts=proceed")).ShouldBe(200).Json;
        updated["updated"]!.GetValue<int>().ShouldBe(6);
        (await node.PostAsync("/books/_count", """{"query":{"term":{"tag":"t1"}}}""")).Json["count"]!.GetValue<int>().ShouldBe(3);

        (await node.PostAsync("/books/_delete_by_query", """{"query":{"match_all":{}},"max_docs":2}""")).Json["deleted"]!
            .GetValue<int>()
            .ShouldBe(2);
        (await node.PostAsync("/books/_delete_by_query", "{}")).ShouldRefuse(
            400,
            "action_request_validation_exception",
            "query is missing"
        );
        (await node.PostAsync("/books/_update_by_query", """{"script":{"source":"x"}}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "[script]"
        );
    }

    [Fact]
    public async Task What_changed_since_the_last_refresh_is_a_conflict_by_query()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"settings":{"refresh_interval":"-1"}}""")).ShouldBe(200);
        foreach (var id in (string[])["1", "2"])
            (await node.PutAsync($"/books/_doc/{id}", "{}")).ShouldBe(201);
        (await node.PostAsync("/books/_refresh")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1", "{}")).ShouldBe(200);

        var answer = (await node.PostAsync("/books/_delete_by_query", """{"query":{"match_all":{}}}""")).ShouldBe(409).Json;
        answer["version_conflicts"]!.GetValue<int>().ShouldBe(1);
        answer["failures"]![0]!["cause"]!["type"]!.GetValue<string>().ShouldBe("version_conflict_engine_exception");
        (await node.GetAsync("/books/_doc/1")).ShouldBe(200);
        (await node.GetAsync("/books/_doc/2")).ShouldBe(404);
        (await node.PostAsync("/books/_delete_by_query?conflicts=proceed", """{"query":{"match_all":{}}}""")).ShouldBe(200);
    }
}
