using System.Text.Encodings.Web;
using Platform.Engines.Elasticsearch.Tests.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Aggregations;

public sealed class AggregationTests
{
    private readonly TestIndex products = Products.Index();
    private readonly TestSearches searches = new();

    private string Aggregate(string aggregation, string query = """{"match_all":{}}""", string parameters = "") =>
        searches.Search(products, $$$"""{"size":0,"query":{{{query}}},"aggs":{"a":{{{aggregation}}}}}""", parameters)[
            "aggregations"
        ]!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private string Refusal(string aggregation) => Should.Throw<ElasticsearchException>(() => Aggregate(aggregation)).Message;

    [Theory]
    [InlineData("""{"min":{"field":"price"}}""", """{"value":9000.0}""")]
    [InlineData("""{"max":{"field":"rating"}}""", """{"value":5.0}""")]
    [InlineData("""{"avg":{"field":"rating"}}""", """{"value":4.25}""")]
    [InlineData("""{"sum":{"field":"price"}}""", """{"value":84000.0}""")]
    [InlineData("""{"avg":{"field":"rating","missing":1}}""", """{"value":3.6}""")]
    [InlineData("""{"max":{"field":"createdAt"}}""", """{"value":1.7722908E12,"value_as_string":"2026-02-28T15:00:00.000Z"}""")]
    [InlineData("""{"min":{"field":"createdAt","format":"yyyy"}}""", """{"value":1.7684712E12,"value_as_string":"2026"}""")]
    [InlineData("""{"stats":{"field":"stock"}}""", """{"count":5,"min":0.0,"max":12.0,"avg":5.4,"sum":27.0}""")]
    [InlineData("""{"value_count":{"field":"tags"}}""", """{"value":5}""")]
    [InlineData("""{"cardinality":{"field":"tags"}}""", """{"value":4}""")]
    [InlineData("""{"cardinality":{"field":"onSale"}}""", """{"value":2}""")]
    [InlineData("""{"cardinality":{"field":"category","precision_threshold":100}}""", """{"value":4}""")]
    [InlineData("""{"avg":{"field":"nowhere"}}""", """{"value":null}""")]
    [InlineData("""{"sum":{"field":"nowhere"}}""", """{"value":0.0}""")]
    [InlineData("""{"stats":{"field":"nowhere"}}""", """{"count":0,"min":null,"max":null,"avg":null,"sum":0.0}""")]
    [InlineData("""{"avg":{"field":"price"},"meta":{"unit":"KRW"}}""", """{"meta":{"unit":"KRW"},"value":16800.0}""")]
    public void Figures(string aggregation, string answer) => Aggregate(aggregation).ShouldBe($$"""{"a":{{answer}}}""");

    [Theory]
    [InlineData(
        """{"terms":{"field":"category"}}""",
        """{"key":"tea","doc_count":2},{"key":"coffee","doc_count":1},{"key":"gift","doc_count":1},{"key":"ware","doc_count":1}"""
    )]
    [InlineData(
        """{"terms":{"field":"tags"}}""",
        """{"key":"korean","doc_count":2},{"key":"black","doc_count":1},{"key":"dark","doc_count":1},{"key":"green","doc_count":1}"""
    )]
    [InlineData(
        """{"terms":{"field":"category","order":{"_key":"desc"}}}""",
        """{"key":"ware","doc_count":1},{"key":"tea","doc_count":2},{"key":"gift","doc_count":1},{"key":"coffee","doc_count":1}"""
    )]
    [InlineData("""{"terms":{"field":"category","min_doc_count":2}}""", """{"key":"tea","doc_count":2}""")]
    [InlineData("""{"terms":{"field":"category","include":["tea","gift"],"exclude":["gift"]}}""", """{"key":"tea","doc_count":2}""")]
    [InlineData("""{"terms":{"field":"category","include":"[cg].*"}}""", """{"key":"coffee","doc_count":1},{"key":"gift","doc_count":1}""")]
    [InlineData(
        """{"terms":{"field":"onSale"}}""",
        """{"key":0,"key_as_string":"false","doc_count":2},{"key":1,"key_as_string":"true","doc_count":2}"""
    )]
    [InlineData(
        """{"terms":{"field":"stock","size":10,"order":{"_key":"asc"},"include":[0,12]}}""",
        """{"key":0,"doc_count":1},{"key":12,"doc_count":1}"""
    )]
    [InlineData(
        """{"terms":{"field":"rating","missing":4.5}}""",
        """{"key":4.5,"doc_count":2},{"key":3.5,"doc_count":1},{"key":4.0,"doc_count":1},{"key":5.0,"doc_count":1}"""
    )]
    [InlineData(
        """{"terms":{"field":"createdAt","include":["2026-02-10"]}}""",
        """{"key":1770681600000,"key_as_string":"2026-02-10T00:00:00.000Z","doc_count":1}"""
    )]
    [InlineData(
        """{"terms":{"field":"tags","missing":"none","order":[{"_count":"desc"},{"_key":"desc"}],"size":5}}""",
        """{"key":"none","doc_count":2},{"key":"korean","doc_count":2},{"key":"green","doc_count":1},{"key":"dark","doc_count":1},{"key":"black","doc_count":1}"""
    )]
    [InlineData("""{"terms":{"field":"nowhere"}}""", "")]
    [InlineData("""{"terms":{"field":"nowhere","missing":"none"}}""", """{"key":"none","doc_count":5}""")]
    [InlineData("""{"terms":{"field":"rating","exclude":[3.5,"4",5]}}""", """{"key":4.5,"doc_count":1}""")]
    public void Terms(string aggregation, string buckets) =>
        Aggregate(aggregation).ShouldBe($$$"""{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{{{buckets}}}]}}""");

    [Fact]
    public void Terms_beyond_the_size_are_counted_together() =>
        Aggregate("""{"terms":{"field":"category","size":1}}""")
            .ShouldBe("""{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":3,"buckets":[{"key":"tea","doc_count":2}]}}""");

    [Fact]
    public void Terms_that_nothing_has_are_answered_where_asked_for() =>
        Aggregate(
                """{"terms":{"field":"category","min_doc_count":0},"aggs":{"s":{"sum":{"field":"price"}},"m":{"max":{"field":"price"}}}}""",
                """{"term":{"category":"tea"}}"""
            )
            .ShouldBe(
                """{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"tea","doc_count":2,"s":{"value":21000.0},"m":{"value":12000.0}},{"key":"coffee","doc_count":0,"s":{"value":0.0},"m":{"value":null}},{"key":"gift","doc_count":0,"s":{"value":0.0},"m":{"value":null}},{"key":"ware","doc_count":0,"s":{"value":0.0},"m":{"value":null}}]}}"""
            );

    [Fact]
    public void Terms_are_ordered_by_what_is_under_them() =>
        Aggregate(
                """{"terms":{"field":"category","order":{"cheap>p.max":"desc"},"size":2},"aggs":{"cheap":{"filter":{"range":{"price":{"lt":20000}}},"aggs":{"p":{"stats":{"field":"price"}}}}}}"""
            )
            .ShouldBe(
                """{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":3,"buckets":[{"key":"coffee","doc_count":1,"cheap":{"doc_count":1,"p":{"count":1,"min":18000.0,"max":18000.0,"avg":18000.0,"sum":18000.0}}},{"key":"ware","doc_count":1,"cheap":{"doc_count":1,"p":{"count":1,"min":15000.0,"max":15000.0,"avg":15000.0,"sum":15000.0}}}]}}"""
            );

    [Theory]
    [InlineData(
        """{"range":{"field":"price","ranges":[{"to":10000},{"from":10000,"to":20000},{"from":20000,"key":"dear"}]}}""",
        """[{"key":"*-10000.0","to":10000.0,"doc_count":1},{"key":"10000.0-20000.0","from":10000.0,"to":20000.0,"doc_count":3},{"key":"dear","from":20000.0,"doc_count":1}]"""
    )]
    [InlineData("""{"range":{"field":"rating","keyed":true,"ranges":[{"from":4}]}}""", """{"4.0-*":{"from":4.0,"doc_count":3}}""")]
    [InlineData(
        """{"date_range":{"field":"createdAt","format":"yyyy-MM","ranges":[{"from":"2026-02"},{"to":"2026-02"}]}}""",
        """[{"key":"*-2026-02","to":1.769904E12,"to_as_string":"2026-02","doc_count":2},{"key":"2026-02-*","from":1.769904E12,"from_as_string":"2026-02","doc_count":2}]"""
    )]
    [InlineData(
        """{"histogram":{"field":"price","interval":10000}}""",
        """[{"key":0.0,"doc_count":1},{"key":10000.0,"doc_count":3},{"key":20000.0,"doc_count":0},{"key":30000.0,"doc_count":1}]"""
    )]
    [InlineData(
        """{"histogram":{"field":"price","interval":10000,"offset":5000,"min_doc_count":1,"order":{"_count":"desc"}}}""",
        """[{"key":5000.0,"doc_count":2},{"key":15000.0,"doc_count":2},{"key":25000.0,"doc_count":1}]"""
    )]
    [InlineData(
        """{"histogram":{"field":"rating","interval":0.5,"keyed":true,"min_doc_count":1}}""",
        """{"3.5":{"key":3.5,"doc_count":1},"4.0":{"key":4.0,"doc_count":1},"4.5":{"key":4.5,"doc_count":1},"5.0":{"key":5.0,"doc_count":1}}"""
    )]
    [InlineData(
        """{"histogram":{"field":"stock","interval":10,"extended_bounds":{"min":-10,"max":25}}}""",
        """[{"key":-10.0,"doc_count":0},{"key":0.0,"doc_count":4},{"key":10.0,"doc_count":1},{"key":20.0,"doc_count":0}]"""
    )]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","calendar_interval":"month"}}""",
        """[{"key_as_string":"2026-01-01T00:00:00.000Z","key":1767225600000,"doc_count":2},{"key_as_string":"2026-02-01T00:00:00.000Z","key":1769904000000,"doc_count":2}]"""
    )]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","calendar_interval":"1M","time_zone":"+09:00","format":"yyyy-MM-dd"}}""",
        """[{"key_as_string":"2026-01-01","key":1767193200000,"doc_count":1},{"key_as_string":"2026-02-01","key":1769871600000,"doc_count":2},{"key_as_string":"2026-03-01","key":1772290800000,"doc_count":1}]"""
    )]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","fixed_interval":"10d","keyed":true,"format":"MM-dd","min_doc_count":1}}""",
        """{"01-07":{"key_as_string":"01-07","key":1767744000000,"doc_count":1},"01-27":{"key_as_string":"01-27","key":1769472000000,"doc_count":1},"02-06":{"key_as_string":"02-06","key":1770336000000,"doc_count":1},"02-26":{"key_as_string":"02-26","key":1772064000000,"doc_count":1}}"""
    )]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","calendar_interval":"year","offset":"+31d","format":"yyyy-MM-dd"}}""",
        """[{"key_as_string":"2025-02-01","key":1738368000000,"doc_count":2},{"key_as_string":"2026-02-01","key":1769904000000,"doc_count":2}]"""
    )]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","calendar_interval":"quarter","format":"yyyy-MM","extended_bounds":{"min":"2025-10","max":"2026-04"}}}""",
        """[{"key_as_string":"2025-10","key":1759276800000,"doc_count":0},{"key_as_string":"2026-01","key":1767225600000,"doc_count":4},{"key_as_string":"2026-04","key":1775001600000,"doc_count":0}]"""
    )]
    [InlineData(
        """{"filters":{"filters":{"korean":{"term":{"tags":"korean"}},"dear":{"range":{"price":{"gte":18000}}}},"other_bucket_key":"rest"}}""",
        """{"dear":{"doc_count":2},"korean":{"doc_count":2},"rest":{"doc_count":2}}"""
    )]
    [InlineData("""{"filters":{"filters":[{"match":{"nameEn":"tea"}},{"match_none":{}}]}}""", """[{"doc_count":4},{"doc_count":0}]""")]
    public void Buckets(string aggregation, string buckets) => Aggregate(aggregation).ShouldBe($$$"""{"a":{"buckets":{{{buckets}}}}}""");

    [Fact]
    public void A_filter_is_a_bucket_of_its_own() =>
        Aggregate("""{"filter":{"term":{"tags":"korean"}},"aggs":{"price":{"avg":{"field":"price"}}}}""")
            .ShouldBe("""{"a":{"doc_count":2,"price":{"value":15000.0}}}""");

    [Fact]
    public void A_global_bucket_holds_what_the_query_left_out() =>
        Aggregate("""{"global":{},"aggs":{"n":{"value_count":{"field":"price"}}}}""", """{"term":{"category":"tea"}}""")
            .ShouldBe("""{"a":{"doc_count":5,"n":{"value":5}}}""");

    [Fact]
    public void What_has_no_value_is_counted_too() => Aggregate("""{"missing":{"field":"rating"}}""").ShouldBe("""{"a":{"doc_count":1}}""");

    [Fact]
    public void Buckets_within_buckets_have_figures_of_their_own() =>
        Aggregate(
                """{"terms":{"field":"onSale","order":{"_key":"desc"}},"aggs":{"by":{"terms":{"field":"category"},"aggs":{"p":{"sum":{"field":"price"}}}}}}"""
            )
            .ShouldBe(
                """{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":["""
                    + """{"key":1,"key_as_string":"true","doc_count":2,"by":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"coffee","doc_count":1,"p":{"value":18000.0}},{"key":"tea","doc_count":1,"p":{"value":12000.0}}]}},"""
                    + """{"key":0,"key_as_string":"false","doc_count":2,"by":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"tea","doc_count":1,"p":{"value":9000.0}},{"key":"ware","doc_count":1,"p":{"value":15000.0}}]}}]}}"""
            );

    [Fact]
    public void The_best_of_each_bucket() =>
        Aggregate(
                """{"terms":{"field":"category","size":1},"aggs":{"cheapest":{"top_hits":{"size":1,"sort":["price"],"_source":["nameEn"]}}}}"""
            )
            .ShouldBe(
                """{"a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":3,"buckets":[{"key":"tea","doc_count":2,"cheapest":{"hits":{"total":{"value":2,"relation":"eq"},"max_score":null,"hits":[{"_index":"test","_id":"2","_score":null,"_source":{"nameEn":"Black tea"},"sort":[9000]}]}}}]}}"""
            );

    [Theory]
    [InlineData("""{"terms":{"field":"category","size":1}}""", "sterms#a")]
    [InlineData("""{"terms":{"field":"price","size":1}}""", "lterms#a")]
    [InlineData("""{"terms":{"field":"rating","size":1}}""", "dterms#a")]
    [InlineData("""{"avg":{"field":"price"}}""", "avg#a")]
    [InlineData("""{"date_histogram":{"field":"createdAt","calendar_interval":"day"}}""", "date_histogram#a")]
    public void Types_are_named_for_clients_that_ask(string aggregation, string name) =>
        Aggregate(aggregation, parameters: "typed_keys=true").ShouldStartWith($$"""{"{{name}}":""");

    [Theory]
    [InlineData("""{"trems":{"field":"a"}}""", "Unknown aggregation type [trems] did you mean [terms]?")]
    [InlineData(
        """{"percentiles":{"field":"price"}}""",
        "the aggregation type [percentiles] is not supported by this engine; run the stock image for it."
    )]
    [InlineData(
        """{"max_bucket":{"buckets_path":"a"}}""",
        "the aggregation type [max_bucket] is not supported by this engine; run the stock image for it."
    )]
    [InlineData(
        """{"terms":{"script":"x"}}""",
        "[script] in the aggregation [a] of type [terms] is not supported by this engine; run the stock image for it."
    )]
    [InlineData("""{"avg":{"field":"category"}}""", "Field [category] of type [keyword] is not supported for aggregation [avg]")]
    [InlineData(
        """{"avg":{"field":"price"},"aggs":{"b":{"avg":{"field":"price"}}}}""",
        "Aggregator [a] of type [avg] cannot accept sub-aggregations"
    )]
    [InlineData("""{"meta":{}}""", "Missing definition for aggregation [a]")]
    [InlineData("""{"histogram":{"field":"price","interval":0}}""", "[interval] must be >0 for histogram aggregation [a]")]
    [InlineData(
        """{"date_histogram":{"field":"createdAt","calendar_interval":"2d"}}""",
        "The supplied interval [2d] could not be parsed as a calendar interval."
    )]
    [InlineData(
        """{"terms":{"field":"category","order":{"b":"desc"}}}""",
        "Invalid aggregation order path [b]. The provided aggregation [b] either does not exist, or is a pipeline aggregation and cannot be used to sort the buckets."
    )]
    public void Refuses_in_words_that_say_what(string aggregation, string reason) => Refusal(aggregation).ShouldBe(reason);

    [Fact]
    public void Text_is_refused_in_words_that_name_the_remedy() =>
        Refusal("""{"terms":{"field":"nameEn"}}""").ShouldStartWith("Fielddata is disabled on [nameEn] in [test].");

    [Fact]
    public void Too_many_buckets_are_refused_before_anything_is_written()
    {
        var refusal = Should.Throw<ElasticsearchException>(() =>
            TestSearches.Text(writer =>
            {
                try
                {
                    searches.Requests.Search(
                        [products.View],
                        TestSearches.Body("""{"aggs":{"a":{"histogram":{"field":"price","interval":0.1}}}}"""),
                        TestSearches.Parameters(""),
                        writer
                    );
                }
                finally
                {
                    (writer.BytesCommitted + writer.BytesPending).ShouldBe(0);
                }
            })
        );

        (refusal.Status, refusal.Type).ShouldBe((400, "too_many_buckets_exception"));
        refusal.Message.ShouldStartWith("Trying to create too many buckets. Must be less than or equal to: [65535]");
    }
}
