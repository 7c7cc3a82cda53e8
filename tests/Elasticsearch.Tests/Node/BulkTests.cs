using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class BulkTests
{
    [Fact]
    public async Task All_four_actions_are_done_in_order_and_each_says_what_became_of_it()
    {
        await using var node = await TestNode.StartAsync();

        var answer = (
            await node.BulkAsync(
                "/_bulk?refresh=true",
                """{"index":{"_index":"books","_id":"1"}}""",
                """{"n":1}""",
                """{"create":{"_index":"books","_id":"1"}}""",
                """{"n":2}""",
                """{"update":{"_index":"books","_id":"1"}}""",
                """{"doc":{"n":3}}""",
                """{"update":{"_index":"books","_id":"9"}}""",
                """{"doc":{"n":3}}""",
                """{"delete":{"_index":"books","_id":"8"}}""",
                """{"index":{"_index":"Wrong","_id":"1"}}""",
                """{"n":1}""",
                """{"index":{"_index":"books"}}""",
                """{"n":"none"}""",
                """{"create":{"_index":"others"}}""",
                """{"n":1}"""
            )
        )
            .ShouldBe(200)
            .Json;

        answer["errors"]!.GetValue<bool>().ShouldBeTrue();
        var items = answer["items"]!.AsArray().Select(item => item!.AsObject().Single()).ToArray();
        items.Select(item => item.Key).ShouldBe(["index", "create", "update", "update", "delete", "index", "index", "create"]);
        items.Select(item => item.Value!["status"]!.GetValue<int>()).ShouldBe([201, 409, 200, 404, 404, 400, 400, 201]);
        Type(items[1].Value!).ShouldBe("version_conflict_engine_exception");
        Type(items[3].Value!).ShouldBe("document_missing_exception");
        items[4].Value!["result"]!.GetValue<string>().ShouldBe("not_found");
        Type(items[5].Value!).ShouldBe("invalid_index_name_exception");
        Type(items[6].Value!).ShouldBe("document_parsing_exception");
        (await node.GetAsync("/books/_source/1")).Text.ShouldBe("""{"n":3}""");
        (await node.CountAsync("books")).ShouldBe(1);
        (await node.CountAsync("others")).ShouldBe(1);

        static string Type(JsonNode item) => item["error"]!["type"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("{\"index\":{}}\n{}", "The bulk request must be terminated by a newline [\\n]")]
    [InlineData(
        "{\"indx\":{}}\n{}\n",
        "Malformed action/metadata line [1], expected field [create], [delete], [index] or [update] but found [indx]"
    )]
    [InlineData(
        "{\"index\":{\"_id\":\"1\"}}\n{}\n[]\n{}\n",
        "Malformed action/metadata line [3], expected START_OBJECT but found [START_ARRAY]"
    )]
    [InlineData("{}\n{}\n", "Malformed action/metadata line [1], expected FIELD_NAME but found [END_OBJECT]")]
    [InlineData(
        "{\"index\":{\"_id\":{}}}\n{}\n",
        "Malformed action/metadata line [1], expected a simple value for field [_id] but found [START_OBJECT]"
    )]
    [InlineData("{\"index\":{\"_odd\":1}}\n{}\n", "Action/metadata line [1] contains an unknown parameter [_odd]")]
    [InlineData("{\"index\":{},\"more\":1}\n{}\n", "Malformed action/metadata line [1], expected END_OBJECT but found [FIELD_NAME]")]
    [InlineData("{\"delete\":{}}\n", "id is missing")]
    [InlineData("\n\n", "no requests added")]
    [InlineData("{\"index\":{\"pipeline\":\"p\"}}\n{}\n", "[pipeline] in a bulk")]
    [InlineData("not json\n", "")]
    public async Task A_malformed_line_ends_all_before_anything_is_written(string body, string why)
    {
        await using var node = await TestNode.StartAsync();

        var answer = (await node.SendAsync("POST", "/books/_bulk", body)).ShouldBe(400);

        answer.Reason.ShouldContain(why);
        (await node.GetAsync("/books")).ShouldBe(404);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/json")]
    [InlineData("application/vnd.elasticsearch+x-ndjson; compatible-with=8")]
    [InlineData("application/vnd.elasticsearch+json;compatible-with=9")]
    public async Task Every_spelling_of_lines_is_read(string mediaType)
    {
        await using var node = await TestNode.StartAsync();

        (await node.SendAsync("POST", "/books/_bulk", "{\"index\":{}}\r\n{}\r\n", mediaType)).ShouldBe(200).Json["errors"]!
            .GetValue<bool>()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Thousands_of_documents_are_there_once_each()
    {
        await using var node = await TestNode.StartAsync();
        var lines = Enumerable
            .Range(0, 5000)
            .SelectMany(i => (string[])[$$$"""{"index":{"_id":"{{{i}}}"}}""", $$"""{"n":{{i}},"text":"number {{i}}"}"""]);

        var answer = (await node.BulkAsync("/books/_bulk?refresh=true", [.. lines])).ShouldBe(200).Json;

        answer["errors"]!.GetValue<bool>().ShouldBeFalse();
        answer["items"]!
            .AsArray()
            .Select(item => item!["index"]!["_seq_no"]!.GetValue<long>())
            .ShouldBe(Enumerable.Range(0, 5000).Select(i => (long)i));
        (await node.CountAsync("books")).ShouldBe(5000);
    }

    [Fact]
    public async Task Versions_of_a_bulk_are_each_judged()
    {
        await using var node = await TestNode.StartAsync();

        var answer = (
            await node.BulkAsync(
                "/books/_bulk",
                """{"index":{"_id":"1","version":3,"version_type":"external_gte"}}""",
                "{}",
                """{"index":{"_id":"1","version":2,"version_type":"external_gte"}}""",
                "{}",
                """{"delete":{"_id":"1","version":4,"version_type":"external_gte"}}""",
                """{"index":{"_id":"1","version":3,"version_type":"external_gte"}}""",
                "{}"
            )
        ).Json;

        answer["items"]!
            .AsArray()
            .Select(item => item!.AsObject().Single().Value!["status"]!.GetValue<int>())
            .ShouldBe([201, 409, 200, 409]);
    }

    [Fact]
    public async Task Small_updates_of_large_documents_are_written_in_more_than_one_record()
    {
        var directory = Directory.CreateTempSubdirectory("es-large-").FullName;
        try
        {
            await using (var node = await TestNode.StartAsync(directory: directory))
            {
                var large = new string('x', 1_000_000);
                for (var i = 0; i < 12; i++)
                    (await node.PutAsync($"/books/_doc/{i}", $$"""{"n":0,"text":"{{large}}"}""")).ShouldBe(201);
                var lines = Enumerable
                    .Range(0, 48)
                    .SelectMany(i => (string[])[$$$"""{"update":{"_id":"{{{i % 12}}}"}}""", $$$"""{"doc":{"n":{{{i}}} } }"""]);

                var answer = (await node.BulkAsync("/books/_bulk", [.. lines])).ShouldBe(200).Json;

                answer["errors"]!.GetValue<bool>().ShouldBeFalse();
                answer["items"]!.AsArray().Select(item => item!["update"]!["_seq_no"]!.GetValue<long>()).Distinct().Count().ShouldBe(48);
            }

            await using var again = await TestNode.StartAsync(directory: directory);
            for (var i = 0; i < 12; i++)
                (await again.GetAsync($"/books/_doc/{i}?_source=n")).Json["_source"]!["n"]!.GetValue<int>().ShouldBe(36 + i);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
