using System.Text;
using Platform.Engines.Elasticsearch.Tests.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Dsl;

public sealed class QueryErrorTests
{
    private readonly TestIndex products = Products.Index();
    private readonly TestSearches searches = new();

    [Theory]
    [InlineData("""{"mtach":{"name":"x"}}""", "parsing_exception", "unknown query [mtach] did you mean [match]?")]
    [InlineData("""{"qqqqq":{}}""", "parsing_exception", "unknown query [qqqqq]")]
    [InlineData("{}", "illegal_argument_exception", "query malformed, empty clause found")]
    [InlineData("[]", "parsing_exception", "[_na] query malformed, must start with start_object")]
    [InlineData("""{"match":"x"}""", "parsing_exception", "[match] query malformed, no start_object after query name")]
    [InlineData(
        """{"match":{"a":"x"},"term":{"b":"y"}}""",
        "parsing_exception",
        "[match] malformed query, expected [END_OBJECT] but found [FIELD_NAME]"
    )]
    [InlineData("""{"match":{"a":"x","b":"y"}}""", "parsing_exception", "[match] query doesn't support multiple fields, found [a] and [b]")]
    [InlineData("""{"match":{"name":{"query":"x","colour":1}}}""", "parsing_exception", "[match] query does not support [colour]")]
    [InlineData("""{"match":{"price":"cheap"}}""", "query_shard_exception", "failed to create query: For input string: \"cheap\"")]
    [InlineData("""{"match":{"name":{"query":"x","analyzer":"none"}}}""", "query_shard_exception", "[match] analyzer [none] not found")]
    [InlineData("""{"term":{"category":["a","b"]}}""", "parsing_exception", "[term] query does not support array of values")]
    [InlineData(
        """{"term":{"onSale":"yes"}}""",
        "query_shard_exception",
        "failed to create query: Can't parse boolean value [yes], expected [true] or [false]"
    )]
    [InlineData(
        """{"prefix":{"price":"1"}}""",
        "query_shard_exception",
        "Can only use prefix queries on keyword, text and wildcard fields - not on [price] which is of type [long]"
    )]
    [InlineData(
        """{"range":{"createdAt":{"gte":"yesterday"}}}""",
        "parse_exception",
        "failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]: [failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]]"
    )]
    [InlineData("""{"constant_score":{}}""", "parsing_exception", "[constant_score] requires a 'filter' element")]
    [InlineData(
        """{"bool":{"must":[],"boost":-1}}""",
        "illegal_argument_exception",
        "negative [boost] are not allowed in [bool], use a value between 0 and 1 to deboost"
    )]
    [InlineData("""{"query_string":{"query":"nameEn:(tea"}}""", "query_shard_exception", "Failed to parse query [nameEn:(tea]")]
    [InlineData(
        """{"nested":{"path":"a","query":{}}}""",
        "illegal_argument_exception",
        "the query [nested] is not supported by this engine; run the stock image for it."
    )]
    [InlineData(
        """{"function_score":{}}""",
        "illegal_argument_exception",
        "the query [function_score] is not supported by this engine; run the stock image for it."
    )]
    [InlineData(
        """{"multi_match":{"query":"a","fields":["name"],"type":"cross_fields"}}""",
        "illegal_argument_exception",
        "the type [cross_fields] of the query [multi_match] is not supported by this engine; run the stock image for it."
    )]
    public void Refuses_in_words_that_say_what(string query, string type, string reason)
    {
        var refusal = Should.Throw<ElasticsearchException>(() => searches.Ids(products, query));

        (refusal.Status, refusal.Type, refusal.Message).ShouldBe((400, type, reason));
    }

    [Fact]
    public void A_query_ten_thousand_levels_deep_is_refused()
    {
        var deep = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
        {
            deep.Append("""{"bool":{"must":[""");
        }

        deep.Append("""{"match_all":{}}""").Insert(deep.Length, "]}}", 10_000);

        Should
            .Throw<ElasticsearchException>(() => searches.Ids(products, deep.ToString()))
            .Message.ShouldBe(
                "The nested depth of the query exceeds the maximum nested depth for queries set in [indices.query.bool.max_nested_depth]"
            );
    }

    [Fact]
    public void Parentheses_ten_thousand_levels_deep_are_refused() =>
        Should.Throw<ElasticsearchException>(() =>
            searches.Ids(products, $$$"""{"query_string":{"query":"{{{new string('(', 10_000)}}}a{{{new string(')', 10_000)}}}"}}""")
        );

    [Fact]
    public void A_query_of_too_many_clauses_is_refused()
    {
        var words = string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"w{i}"));

        Should
            .Throw<ElasticsearchException>(() => searches.Ids(products, $$$"""{"match":{"nameEn":"{{{words}}}"}}"""))
            .Type.ShouldBe("too_many_nested_clauses");
    }
}
