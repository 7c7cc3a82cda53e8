using Platform.Engines.Elasticsearch.Tests.Node;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

/// <summary>What of a search only shows in the whole answer.</summary>
public sealed class SearchOverHttpTests
{
    private static async Task<TestNode> WithNumbersAsync()
    {
        var node = await TestNode.StartAsync();
        (await node.PutAsync("/numbers/_doc/1?refresh=true", """{"n":1}""")).ShouldBe(201);
        (await node.PutAsync("/numbers/_doc/2?refresh=true", """{"n":1000000}""")).ShouldBe(201);
        return node;
    }

    [Fact]
    public async Task What_the_shards_refuse_is_told_as_theirs()
    {
        await using var node = await WithNumbersAsync();

        var error = (await node.PostAsync("/numbers/_search", """{"aggs":{"h":{"histogram":{"field":"n","interval":1}}}}"""))
            .ShouldBe(400)
            .Json["error"]!;

        ((string)error["type"]!).ShouldBe("search_phase_execution_exception");
        ((string)error["reason"]!).ShouldBe("all shards failed");
        ((string)error["root_cause"]![0]!["type"]!).ShouldBe("too_many_buckets_exception");
        ((int)error["root_cause"]![0]!["max_buckets"]!).ShouldBe(65_535);
        ((string)error["failed_shards"]![0]!["reason"]!["type"]!).ShouldBe("too_many_buckets_exception");
    }

    [Fact]
    public async Task Types_are_named_in_each_of_several_searches()
    {
        await using var node = await WithNumbersAsync();

        var answers = (
            await node.BulkAsync(
                "/_msearch?typed_keys=true",
                """{"index":"numbers"}""",
                """{"size":0,"aggs":{"s":{"sum":{"field":"n"}}}}"""
            )
        )
            .ShouldBe(200)
            .Json["responses"]!;

        answers[0]!["aggregations"]!.ToJsonString().ShouldBe("""{"sum#s":{"value":1000001.0}}""");
    }

    [Fact]
    public async Task Without_an_index_everything_is_empty()
    {
        await using var node = await WithNumbersAsync();

        var answer = (
            await node.PostAsync(
                "/none*/_search",
                """{"sort":["at"],"aggs":{"d":{"date_range":{"field":"at","ranges":[{"to":"now"}]}},"h":{"date_histogram":{"field":"at","calendar_interval":"day"}},"t":{"terms":{"field":"w"}}},"suggest":{"s":{"text":"x","term":{"field":"w"}}}}"""
            )
        )
            .ShouldBe(200)
            .Json;

        answer["hits"]!.ToJsonString().ShouldBe("""{"total":{"value":0,"relation":"eq"},"max_score":null,"hits":[]}""");
        answer["aggregations"]!["h"]!.ToJsonString().ShouldBe("""{"buckets":[]}""");
    }

    [Fact]
    public async Task What_is_nested_without_end_is_refused_and_the_node_goes_on()
    {
        await using var node = await WithNumbersAsync();
        var deep = string.Concat(Enumerable.Repeat("""{"bool":{"must":[""", 10_000));

        (await node.PostAsync("/numbers/_search", $$"""{"query":{{deep}}""")).ShouldBe(400);
        var whole = "{\"query\":" + deep + "{\"match_all\":{}}" + string.Concat(Enumerable.Repeat("]}}", 10_000)) + "}";
        (await node.PostAsync("/numbers/_search", whole)).ShouldBe(400);

        (await node.CountAsync("numbers")).ShouldBe(2);
    }
}
