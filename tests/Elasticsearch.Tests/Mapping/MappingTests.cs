using Platform.Engines.Elasticsearch.Tests.Node;

namespace Platform.Engines.Elasticsearch.Tests.Mapping;

public sealed class MappingTests
{
    [Fact]
    public async Task Fields_that_nobody_declared_get_types_by_their_values()
    {
        await using var node = await TestNode.StartAsync();

        var document =
            """{"text":"가나다","long":1,"float":1.5,"flag":true,"date":"2024-01-02T03:04:05Z","slashes":"2024/01/02","number":"12","o":{"in":[{"x":1},{"y":null}]},"nothing":null,"none":[]}""";
        (await node.PutAsync("/books/_doc/1", document)).ShouldBe(201);

        (await node.GetAsync("/books/_mapping")).Text.ShouldBe(
            """{"books":{"mappings":{"properties":{"date":{"type":"date"},"flag":{"type":"boolean"},"float":{"type":"float"},"long":{"type":"long"},"number":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},"o":{"properties":{"in":{"properties":{"x":{"type":"long"}}}}},"slashes":{"type":"date","format":"yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis"},"text":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}}}}}}"""
        );
    }

    [Fact]
    public async Task What_was_declared_is_shown_as_it_was_declared()
    {
        await using var node = await TestNode.StartAsync();
        var mapping =
            """{"dynamic":"strict","_meta":{"by":"me"},"date_detection":false,"properties":{"d":{"type":"date","format":"yyyy-MM-dd"},"k":{"type":"keyword","ignore_above":10,"null_value":"none"},"n":{"type":"integer","coerce":false,"doc_values":false},"o":{"type":"object","enabled":false},"t":{"type":"text","analyzer":"english","fields":{"raw":{"type":"keyword"}},"norms":false}}}""";

        (await node.PutAsync("/books", $$"""{"mappings":{{mapping}}}""")).ShouldBe(200);

        (await node.GetAsync("/books/_mapping")).Text.ShouldBe(
            """{"books":{"mappings":{"dynamic":"strict","_meta":{"by":"me"},"date_detection":false,"properties":{"d":{"type":"date","format":"yyyy-MM-dd"},"k":{"type":"keyword","ignore_above":10,"null_value":"none"},"n":{"type":"integer","coerce":false,"doc_values":false},"o":{"type":"object","enabled":false},"t":{"type":"text","analyzer":"english","norms":false,"fields":{"raw":{"type":"keyword"}}}}}}}"""
        );
        (await node.GetAsync("/books/_mapping/field/t*")).Text.ShouldBe(
            """{"books":{"mappings":{"t":{"full_name":"t","mapping":{"t":{"type":"text","analyzer":"english","norms":false,"fields":{"raw":{"type":"keyword"}}}}},"t.raw":{"full_name":"t.raw","mapping":{"raw":{"type":"keyword"}}}}}}"""
        );
    }

    [Theory]
    [InlineData("""{"a":{"type":"nested"}}""", "illegal_argument_exception", "The field type [nested] of the field [a] is not supported")]
    [InlineData("""{"a":{"type":"completion"}}""", "illegal_argument_exception", "[completion]")]
    [InlineData("""{"a":{"type":"dense_vector"}}""", "illegal_argument_exception", "[dense_vector]")]
    [InlineData("""{"a":{"type":"geo_point"}}""", "illegal_argument_exception", "[geo_point]")]
    [InlineData("""{"a":{"type":"search_as_you_type"}}""", "illegal_argument_exception", "[search_as_you_type]")]
    [InlineData("""{"a":{"type":"txt"}}""", "mapper_parsing_exception", "The mapper type [txt] declared on field [a] does not exist")]
    [InlineData(
        """{"a":{"type":"text","colour":1}}""",
        "mapper_parsing_exception",
        "unknown parameter [colour] on mapper [a] of type [text]"
    )]
    [InlineData("""{"a":{}}""", "mapper_parsing_exception", "No type specified for field [a]")]
    [InlineData("""{"a":{"type":"keyword","copy_to":"b"}}""", "illegal_argument_exception", "[copy_to: b]")]
    [InlineData("""{"a":{"type":"date","format":"qqqq-no"}}""", "mapper_parsing_exception", "Error parsing [format] on field [a]")]
    [InlineData(
        """{"a":{"type":"text","fields":{"b":{"type":"text","fields":{"c":{"type":"text"}}}}}}""",
        "mapper_parsing_exception",
        "multi field"
    )]
    public async Task What_a_mapping_cannot_have_is_named(string properties, string type, string why)
    {
        await using var node = await TestNode.StartAsync();

        (await node.PutAsync("/books", $$$"""{"mappings":{"properties":{{{properties}}}}}""")).ShouldRefuse(400, type, why);
    }

    [Theory]
    [InlineData("""{"dynamic_templates":[{"x":{}}]}""", "[dynamic_templates] in a mapping")]
    [InlineData("""{"runtime":{"x":{"type":"long"}}}""", "[runtime] in a mapping")]
    [InlineData("""{"dynamic":"runtime"}""", "[dynamic: runtime]")]
    [InlineData("""{"_source":{"enabled":false}}""", "[_source] with [enabled: False]")]
    [InlineData("""{"_doc":{"properties":{}}}""", "Root mapping definition has unsupported parameters:  [_doc : {properties={}}]")]
    public async Task What_a_mapping_as_a_whole_cannot_have_is_named(string mapping, string why)
    {
        await using var node = await TestNode.StartAsync();

        var answer = (await node.PutAsync("/books", $$"""{"mappings":{{mapping}}}""")).ShouldBe(400);

        answer.Reason.ShouldContain(why);
    }

    [Fact]
    public async Task A_mapping_grows_and_does_not_change()
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"mappings":{"properties":{"n":{"type":"long"},"t":{"type":"text"},"o":{"properties":{"x":{"type":"long"}}}}}}"""
            )
        ).ShouldBe(200);

        (
            await node.PutAsync(
                "/books/_mapping",
                """{"properties":{"t":{"type":"text","fields":{"raw":{"type":"keyword"}}},"o":{"properties":{"y":{"type":"date"}}}}}"""
            )
        ).ShouldBe(200);
        (await node.PutAsync("/books/_mapping", """{"properties":{"n":{"type":"text"}}}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "mapper [n] cannot be changed from type [long] to [text]"
        );
        (await node.PutAsync("/books/_mapping", """{"properties":{"t":{"type":"text","analyzer":"english"}}}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "Cannot update parameter [analyzer] from [default] to [english]"
        );
        (await node.PutAsync("/books/_mapping", """{"properties":{"o":{"type":"long"}}}""")).ShouldRefuse(
            400,
            "illegal_argument_exception",
            "can't merge a non object mapping [o]"
        );

        var properties = (await node.GetAsync("/books/_mapping")).Json["books"]!["mappings"]!["properties"]!;
        properties["t"]!["fields"]!["raw"]!["type"]!.GetValue<string>().ShouldBe("keyword");
        properties["o"]!["properties"]!.AsObject().Select(one => one.Key).ShouldBe(["x", "y"]);
        (await node.PutAsync("/none/_mapping", """{"properties":{}}""")).ShouldBe(404);
    }

    [Theory]
    [InlineData("strict", 400)]
    [InlineData("false", 201)]
    public async Task Without_dynamic_mappings_nothing_comes_in(string dynamic, int status)
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"mappings":{"dynamic":"DYNAMIC","properties":{"o":{"properties":{}}}}}""".Replace(
                    "DYNAMIC",
                    dynamic,
                    StringComparison.Ordinal
                )
            )
        ).ShouldBe(200);

        var answer = (await node.PutAsync("/books/_doc/1", """{"o":{"new":1}}""")).ShouldBe(status);

        if (status == 400)
        {
            answer.ErrorType.ShouldBe("strict_dynamic_mapping_exception");
            answer.Reason.ShouldBe("[1:13] mapping set to strict, dynamic introduction of [new] within [o] is not allowed");
        }
        (await node.GetAsync("/books/_mapping")).Text.ShouldNotContain("new");
    }

    [Fact]
    public async Task A_mapping_is_bounded_in_fields_and_depth()
    {
        await using var node = await TestNode.StartAsync();
        var wide = "{" + string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"f{i}\":1")) + "}";
        var deep = string.Concat(Enumerable.Repeat("{\"o\":", 20)) + "1" + new string('}', 20);
        var tooDeep = "{\"o\":" + deep + "}";

        (await node.PutAsync("/books/_doc/1", wide)).ShouldRefuse(400, "document_parsing_exception", "failed to parse").Json["error"]![
            "caused_by"
        ]!["reason"]!
            .GetValue<string>()
            .ShouldBe("Limit of total fields [1000] has been exceeded while adding new fields [1001]");
        (await node.PutAsync("/books/_doc/1", deep)).ShouldBe(201);
        (await node.PutAsync("/others/_doc/2", tooDeep)).ShouldRefuse(400, "document_parsing_exception", "failed to parse").Json["error"]![
            "caused_by"
        ]!["reason"]!
            .GetValue<string>()
            .ShouldContain("Limit of mapping depth [20] has been exceeded due to object field [");
        (await node.PutAsync("/books/_settings", """{"index.mapping.total_fields.limit":3000}""")).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1", wide)).ShouldBe(200);
    }
}
