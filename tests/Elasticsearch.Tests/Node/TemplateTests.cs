using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Node;

public sealed class TemplateTests
{
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
