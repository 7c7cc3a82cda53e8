using Platform.Engines.Elasticsearch.Tests.Node;

namespace Platform.Engines.Elasticsearch.Tests.Mapping;

public sealed class ValueTests
{
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
