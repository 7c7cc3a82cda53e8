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
    [InlineData("long", "\"abc\"", "illegal_argument_exception", "For input string: \"abc\"")]
    [InlineData("long", "true", "x_content_parse_exception", "Current token (VALUE_TRUE) not numeric")]
    [InlineData("long", "{\"x\":1}", "illegal_argument_exception", "Cannot parse object as number")]
    [InlineData("long", "9223372036854775808", "illegal_argument_exception", "Value [9223372036854775808] is out of range for a long")]
    [InlineData("integer", "2147483648", "illegal_argument_exception", "Value [2147483648] is out of range for an integer")]
    [InlineData("short", "-32769", "illegal_argument_exception", "Value [-32769] is out of range for a short")]
    [InlineData("byte", "128", "illegal_argument_exception", "Value [128] is out of range for a byte")]
    [InlineData("float", "1e39", "illegal_argument_exception", "[float] supports only finite values, but got [Infinity]")]
    [InlineData("double", "1e999", "illegal_argument_exception", "[double] supports only finite values, but got [Infinity]")]
    [InlineData("boolean", "1", "illegal_argument_exception", "Failed to parse value [1] as only [true] or [false] are allowed.")]
    [InlineData("boolean", "\"yes\"", "illegal_argument_exception", "Failed to parse value [yes]")]
    [InlineData(
        "date",
        "\"tomorrow\"",
        "illegal_argument_exception",
        "failed to parse date field [tomorrow] with format [strict_date_optional_time||epoch_millis]"
    )]
    [InlineData("text", "{}", "illegal_state_exception", "Can't get text on a START_OBJECT")]
    public async Task A_value_that_does_not_fit_is_refused_with_its_place(string type, string value, string causeType, string cause)
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"mappings":{"properties":{"f":{"type":"TYPE"}}}}""".Replace("TYPE", type, StringComparison.Ordinal)
            )
        ).ShouldBe(200);

        var answer = (await node.PutAsync("/books/_doc/1", $$"""{"f":{{value}}}""")).ShouldRefuse(
            400,
            "document_parsing_exception",
            $"[1:6] failed to parse field [f] of type [{type}] in document with id '1'. Preview of field's value: '"
        );

        answer.Json["error"]!["caused_by"]!["type"]!.GetValue<string>().ShouldBe(causeType);
        answer.Json["error"]!["caused_by"]!["reason"]!.GetValue<string>().ShouldContain(cause);
    }

    [Theory]
    [InlineData("long", "\"12\"")]
    [InlineData("long", "12.9")]
    [InlineData("long", "\"12.9\"")]
    [InlineData("byte", "12")]
    [InlineData("double", "\"1.5e3\"")]
    [InlineData("float", "3")]
    [InlineData("long", "\"\"")]
    [InlineData("long", "[1,[2,\"3\"],null]")]
    [InlineData("boolean", "\"true\"")]
    [InlineData("boolean", "\"\"")]
    [InlineData("date", "1700000000000")]
    [InlineData("date", "\"2024-02-29\"")]
    [InlineData("keyword", "12.50")]
    [InlineData("text", "true")]
    public async Task Values_are_taken_as_Elasticsearch_takes_them(string type, string value)
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"mappings":{"properties":{"f":{"type":"TYPE"}}}}""".Replace("TYPE", type, StringComparison.Ordinal)
            )
        ).ShouldBe(200);

        (await node.PutAsync("/books/_doc/1", $$"""{"f":{{value}}}""")).ShouldBe(201);
        (await node.GetAsync("/books/_source/1")).Text.ShouldBe($$"""{"f":{{value}}}""");
    }

    [Fact]
    public async Task Indexed_values_are_what_a_search_finds()
    {
        await using var node = await TestNode.StartAsync();
        (
            await node.PutAsync(
                "/books",
                """{"mappings":{"properties":{"n":{"type":"long"},"k":{"type":"keyword","ignore_above":3,"null_value":"nil"},"q":{"type":"long","ignore_malformed":true},"o":{"enabled":false}}}}"""
            )
        ).ShouldBe(200);
        (await node.PutAsync("/books/_doc/1", """{"n":"12.9","k":null,"q":"odd","o":{"x":{"y":1}},"a.b":7}""")).ShouldBe(201);
        (await node.PutAsync("/books/_doc/2?refresh=true", """{"n":[5,6],"k":"long one","o":3,"a":{"b":8}}""")).ShouldBe(201);

        (await CountAsync("""{"term":{"n":12}}""")).ShouldBe(1);
        (await CountAsync("""{"term":{"n":6}}""")).ShouldBe(1);
        (await CountAsync("""{"term":{"k":"nil"}}""")).ShouldBe(1);
        (await CountAsync("""{"exists":{"field":"k"}}""")).ShouldBe(1);
        (await CountAsync("""{"exists":{"field":"q"}}""")).ShouldBe(0);
        (await CountAsync("""{"range":{"a.b":{"gte":7}}}""")).ShouldBe(2);

        async Task<int> CountAsync(string query) =>
            (await node.PostAsync("/books/_count", $$"""{"query":{{query}}}""")).ShouldBe(200).Json["count"]!.GetValue<int>();
    }

    [Fact]
    public async Task Objects_and_values_do_not_take_each_others_place()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books/_doc/1", """{"o":{"x":1},"v":1}""")).ShouldBe(201);

        (await node.PutAsync("/books/_doc/2", """{"o":5}""")).ShouldRefuse(
            400,
            "document_parsing_exception",
            "[1:6] object mapping for [o] tried to parse field [o] as object, but found a concrete value"
        );
        (await node.PutAsync("/books/_doc/2", """{"v.x":5}""")).ShouldRefuse(
            400,
            "document_parsing_exception",
            "Existing mapping for [v] must be of type object but found [long]"
        );
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

    [Fact]
    public async Task A_keyword_longer_than_Lucenes_longest_term_is_refused()
    {
        await using var node = await TestNode.StartAsync();
        (await node.PutAsync("/books", """{"mappings":{"properties":{"k":{"type":"keyword"}}}}""")).ShouldBe(200);

        (await node.PutAsync("/books/_doc/1", $$"""{"k":"{{new string('x', 32766)}}"}""")).ShouldBe(201);
        (await node.PutAsync("/books/_doc/1", $$"""{"k":"{{new string('x', 32767)}}"}""")).ShouldRefuse(
            400,
            "document_parsing_exception",
            "[1:6] failed to parse field [k] of type [keyword]"
        );
    }
}
