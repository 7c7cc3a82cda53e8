using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

public sealed class SearchTests
{
    private readonly TestIndex products = Products.Index();
    private readonly TestSearches searches = new();

    private string Sorts(string body) =>
        string.Join(' ', searches.Search(products, body)["hits"]!["hits"]!.AsArray().Select(hit => hit!["sort"]!.ToJsonString()));

    private string Refusal(string body, string parameters = "") =>
        Should.Throw<ElasticsearchException>(() => searches.Search(products, body, parameters)).Message;

    [Fact]
    public void An_answer_has_what_clients_read()
    {
        var answer = searches.Search(products, """{"query":{"term":{"category":"gift"}},"version":true,"seq_no_primary_term":true}""");

        answer["took"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        answer["timed_out"]!.GetValue<bool>().ShouldBeFalse();
        answer["_shards"]!.ToJsonString().ShouldBe("""{"total":1,"successful":1,"skipped":0,"failed":0}""");
        answer["hits"]!["total"]!.ToJsonString().ShouldBe("""{"value":1,"relation":"eq"}""");
        var hit = answer["hits"]!["hits"]![0]!.AsObject();
        hit.Select(property => property.Key).ShouldBe(["_index", "_id", "_version", "_seq_no", "_primary_term", "_score", "_source"]);
        ((string)hit["_source"]!["name"]!).ShouldBe("녹차 커피 세트");
        ((double)answer["hits"]!["max_score"]!).ShouldBe((double)hit["_score"]!);
    }

    [Fact]
    public void Without_matches_there_is_no_best_score() =>
        searches.Search(products, """{"query":{"match":{"name":"없음"}}}""")["hits"]!
            .ToJsonString()
            .ShouldBe("""{"total":{"value":0,"relation":"eq"},"max_score":null,"hits":[]}""");

    [Theory]
    [InlineData("""{"sort":"price"}""", "[9000] [12000] [15000] [18000] [30000]")]
    [InlineData("""{"sort":[{"price":"desc"}],"size":2}""", "[30000] [18000]")]
    [InlineData("""{"sort":[{"price":{"order":"asc"}}],"from":3}""", "[18000] [30000]")]
    [InlineData(
        """{"sort":[{"category":"desc"},{"price":"asc"}]}""",
        """["ware",15000] ["tea",9000] ["tea",12000] ["gift",30000] ["coffee",18000]"""
    )]
    [InlineData("""{"sort":[{"rating":"asc"}]}""", """[3.5] [4.0] [4.5] [5.0] ["Infinity"]""")]
    [InlineData("""{"sort":[{"rating":{"order":"desc","missing":"_first"}}],"size":2}""", """["Infinity"] [5.0]""")]
    [InlineData("""{"sort":[{"rating":{"order":"asc","missing":4.2}}]}""", "[3.5] [4.0] [4.2] [4.5] [5.0]")]
    [InlineData("""{"sort":[{"tags":"asc"}]}""", """["black"] ["dark"] ["green"] [null] [null]""")]
    [InlineData("""{"sort":[{"tags":{"order":"desc","mode":"min"}}],"size":3}""", """["green"] ["dark"] ["black"]""")]
    [InlineData("""{"sort":[{"onSale":"asc"},"_doc"],"size":2}""", "[0,1] [0,4]")]
    [InlineData("""{"sort":[{"createdAt":"desc"}],"size":1}""", "[1772290800000]")]
    [InlineData("""{"sort":[{"createdAt":{"order":"desc","format":"yyyy-MM-dd"}}],"size":1}""", """["2026-02-28"]""")]
    [InlineData("""{"sort":[{"createdAt":"asc"}],"from":4}""", "[9223372036854775807]")]
    [InlineData("""{"sort":[{"nowhere":{"order":"asc","unmapped_type":"long"}},"price"],"size":1}""", "[9223372036854775807,9000]")]
    [InlineData("""{"sort":"_doc"}""", "[0] [1] [2] [3] [4]")]
    [InlineData("""{"query":{"constant_score":{"filter":{"match_all":{}},"boost":2}},"sort":["_score","price"],"size":1}""", "[2.0,9000]")]
    [InlineData("""{"sort":["price"],"search_after":[15000]}""", "[18000] [30000]")]
    [InlineData(
        """{"sort":[{"category":"desc"},{"price":"asc"}],"search_after":["tea",9000]}""",
        """["tea",12000] ["gift",30000] ["coffee",18000]"""
    )]
    [InlineData("""{"sort":[{"createdAt":"asc"}],"search_after":["2026-01-31T23:30:00Z"],"size":1}""", "[1770681600000]")]
    public void Sorts_and_says_by_what(string body, string sorts) => Sorts(body).ShouldBe(sorts);

    [Fact]
    public void The_parameter_sort_sorts() =>
        TestSearches.Ids(searches.Search(products, "{}", "sort=category:desc,price&size=3&from=1")).ShouldBe(["2", "1", "4"]);

    [Fact]
    public void Sorted_hits_have_no_scores_unless_asked_for()
    {
        var without = searches.Search(products, """{"query":{"match":{"nameEn":"tea"}},"sort":"price"}""")["hits"]!;
        without["max_score"].ShouldBeNull();
        without["hits"]![0]!.AsObject().ContainsKey("_score").ShouldBeTrue();
        without["hits"]![0]!["_score"].ShouldBeNull();

        var with = searches.Search(products, """{"query":{"match":{"nameEn":"tea"}},"sort":"price","track_scores":true}""")["hits"]!;
        ((double)with["max_score"]!).ShouldBeGreaterThan(0);
        ((double)with["hits"]![0]!["_score"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_sort_by_score_alone_is_no_sort()
    {
        var hits = searches.Search(products, """{"query":{"match":{"nameEn":"tea"}},"sort":["_score"]}""")["hits"]!;
        hits["hits"]![0]!.AsObject().ContainsKey("sort").ShouldBeFalse();
        ((double)hits["max_score"]!).ShouldBe((double)hits["hits"]![0]!["_score"]!);

        // With something beside it the hits have their scores, but nobody has looked for the best.
        var two = searches.Search(products, """{"query":{"match":{"nameEn":"tea"}},"sort":["_score","price"]}""")["hits"]!;
        two["max_score"].ShouldBeNull();
        ((double)two["hits"]![0]!["_score"]!).ShouldBe((double)two["hits"]![0]!["sort"]![0]!, 1e-6);
    }

    [Fact]
    public void A_sort_by_text_is_refused_in_words_that_name_the_remedy() =>
        Refusal("""{"sort":"nameEn"}""").ShouldStartWith("Fielddata is disabled on [nameEn] in [test]. Text fields are not optimised for");

    [Theory]
    [InlineData("""{"sort":"nowhere"}""", "No mapping found for [nowhere] in order to sort on")]
    [InlineData("""{"sort":[{"price":"up"}]}""", "No enum constant org.elasticsearch.search.sort.SortOrder.UP")]
    [InlineData("""{"sort":["price"],"search_after":[1,2]}""", "search_after has 2 value(s) but sort has 1.")]
    [InlineData("""{"search_after":[1]}""", "Sort must contain at least one field.")]
    [InlineData(
        """{"sort":["price"],"search_after":[1],"from":1}""",
        "Validation Failed: 1: `from` parameter must be set to 0 when `search_after` is used;"
    )]
    [InlineData("""{"from":-1}""", "[from] parameter cannot be negative but was [-1]")]
    [InlineData("""{"size":-1}""", "[size] parameter cannot be negative, found [-1]")]
    [InlineData("""{"colour":1}""", "Unknown key for a VALUE_NUMBER in [colour].")]
    [InlineData(
        """{"collapse":{"field":"category"}}""",
        "[collapse] in a search is not supported by this engine; run the stock image for it."
    )]
    [InlineData(
        """{"runtime_mappings":{}}""",
        "[runtime_mappings] in a search is not supported by this engine; run the stock image for it."
    )]
    [InlineData("""{"sort":["_shard_doc"]}""", "Validation Failed: 1: [_shard_doc] sort field cannot be used without [point in time];")]
    [InlineData(
        """{"from":9995,"size":10}""",
        "Result window is too large, from + size must be less than or equal to: [10000] but was [10005]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting."
    )]
    public void Refuses_in_words_that_say_what(string body, string reason) => Refusal(body).ShouldBe(reason);

    [Fact]
    public void A_refusal_by_the_shards_names_phase_and_index()
    {
        var refusal = Should.Throw<ElasticsearchException>(() => searches.Search(products, """{"sort":"nowhere"}"""));

        (refusal.Type, refusal.SearchPhase, refusal.Index).ShouldBe(("query_shard_exception", "query", "test"));
    }

    [Theory]
    [InlineData("""{"track_total_hits":2}""", """{"value":2,"relation":"gte"}""")]
    [InlineData("""{"track_total_hits":5}""", """{"value":5,"relation":"eq"}""")]
    [InlineData("""{"track_total_hits":true}""", """{"value":5,"relation":"eq"}""")]
    [InlineData("""{"track_total_hits":2,"sort":"price"}""", """{"value":2,"relation":"gte"}""")]
    [InlineData("""{"size":0}""", """{"value":5,"relation":"eq"}""")]
    [InlineData("""{"size":0,"track_total_hits":3}""", """{"value":3,"relation":"gte"}""")]
    public void Counts_as_far_as_asked(string body, string total) =>
        searches.Search(products, body)["hits"]!["total"]!.ToJsonString().ShouldBe(total);

    [Fact]
    public void Uncounted_there_is_no_total() =>
        searches.Search(products, """{"track_total_hits":false}""")["hits"]!.AsObject().ContainsKey("total").ShouldBeFalse();

    [Fact]
    public void A_total_is_a_number_for_older_clients()
    {
        searches.Search(products, "{}", "rest_total_hits_as_int=true")["hits"]!["total"]!.ToJsonString().ShouldBe("5");
        Refusal("""{"track_total_hits":3}""", "rest_total_hits_as_int=true")
            .ShouldBe("[rest_total_hits_as_int] cannot be used if the tracking of total hits is not accurate, got 3");
    }

    [Fact]
    public void A_post_filter_leaves_aggregations_alone()
    {
        var answer = searches.Search(
            products,
            """{"query":{"match":{"nameEn":"tea"}},"post_filter":{"term":{"category":"tea"}},"aggs":{"n":{"value_count":{"field":"price"}}}}"""
        );

        TestSearches.Ids(answer).Order().ShouldBe(["1", "2"]);
        ((int)answer["hits"]!["total"]!["value"]!).ShouldBe(2);
        ((int)answer["aggregations"]!["n"]!["value"]!).ShouldBe(4);
    }

    [Fact]
    public void A_minimum_score_leaves_out_what_scores_less() =>
        searches
            .Ids(products, """{"bool":{"should":[{"match_all":{}},{"term":{"category":"gift"}}]}}""", "\"min_score\":1.5")
            .ShouldBe(["4"]);

    [Theory]
    [InlineData("""{"_source":false}""", "", "null")]
    [InlineData("""{"_source":"price"}""", "", """{"price":30000}""")]
    [InlineData(
        """{"_source":["name*","seller.city"]}""",
        "",
        """{"name":"녹차 커피 세트","nameEn":"Green tea and coffee set","seller":{"city":"Seoul"}}"""
    )]
    [InlineData("""{"_source":{"includes":["seller"],"excludes":["*.city"]}}""", "", """{"seller":{"name":"Seoul gifts"}}""")]
    [InlineData("""{"_source":{"excludes":["name*","seller","category","createdAt"]}}""", "", """{"price":30000,"stock":3}""")]
    [InlineData("""{"_source":["nowhere"]}""", "", "{}")]
    [InlineData("{}", "_source=stock,price", """{"price":30000,"stock":3}""")]
    [InlineData("{}", "_source_includes=s*&_source_excludes=seller.name", """{"stock":3,"seller":{"city":"Seoul"}}""")]
    [InlineData("""{"_source":true}""", "_source=false", "null")]
    public void The_source_is_what_was_asked_for_of_it(string body, string parameters, string source)
    {
        var query = JsonNode.Parse(body)!.AsObject();
        query["query"] = JsonNode.Parse("""{"ids":{"values":["4"]}}""");

        var hit = searches.Search(products, query.ToJsonString(), parameters)["hits"]!["hits"]![0]!;

        (
            hit["_source"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            ?? "null"
        ).ShouldBe(source);
    }

    [Fact]
    public void Fields_come_one_by_one()
    {
        var fields = searches.Search(
            products,
            """{"query":{"ids":{"values":["3"]}},"_source":false,"docvalue_fields":["tags","price",{"field":"createdAt","format":"yyyy/MM"}],"fields":["nameEn","rating","onSale","seller.*"]}"""
        )["hits"]!["hits"]![0]!["fields"]!;

        fields
            .ToJsonString()
            .ShouldBe(
                """{"createdAt":["2026/02"],"nameEn":["Coffee beans"],"onSale":[true],"price":[18000],"rating":[4.0],"seller.city":["Seoul"],"seller.name":["Seoul roasters"],"tags":["dark","korean"]}"""
            );
    }

    [Fact]
    public void What_was_found_is_highlighted()
    {
        var hits = searches.Search(
            products,
            """{"query":{"match":{"nameEn":"green"}},"highlight":{"pre_tags":["<b>"],"post_tags":["</b>"],"fields":{"name*":{},"seller.name":{}}}}"""
        )["hits"]!["hits"]!;

        hits[0]!["highlight"]!
            .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .ShouldBe("""{"nameEn":["<b>Green</b> tea leaves"]}""");
    }

    [Fact]
    public void A_misspelled_word_gets_suggestions()
    {
        var answer = searches.Search(
            products,
            """{"size":0,"suggest":{"text":"cofee green","did-you-mean":{"term":{"field":"nameEn.raw"}}}}"""
        )["suggest"]!["did-you-mean"]!;

        ((string)answer[0]!["text"]!).ShouldBe("cofee");
        ((string)answer[0]!["options"]![0]!["text"]!).ShouldBe("coffee");
        ((int)answer[0]!["options"]![0]!["freq"]!).ShouldBe(2);
        answer[1]!["options"]!.AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public void Several_indices_answer_as_one()
    {
        var more = new TestIndex("""{"price":{"type":"double"},"category":{"type":"keyword"}}""", "more").With(
            ("a", """{"price":10000.5,"category":"tea"}"""),
            ("b", """{"price":1,"category":"spice"}""")
        );

        var answer = searches.Search(
            [products, more],
            """{"size":3,"sort":[{"price":"asc"}],"aggs":{"by":{"terms":{"field":"category","size":1}},"total":{"sum":{"field":"price"}}}}"""
        );

        TestSearches.Ids(answer).ShouldBe(["b", "2", "a"]);
        answer["hits"]!["hits"]!.AsArray().Select(hit => hit!["sort"]!.ToJsonString()).ShouldBe(["[1.0]", "[9000.0]", "[10000.5]"]);
        ((int)answer["_shards"]!["total"]!).ShouldBe(2);
        answer["aggregations"]!
            .ToJsonString()
            .ShouldBe(
                """{"by":{"doc_count_error_upper_bound":0,"sum_other_doc_count":4,"buckets":[{"key":"tea","doc_count":3}]},"total":{"value":94001.5}}"""
            );
        TestSearches.Ids(searches.Search([products, more], """{"query":{"term":{"_index":"more"}}}""")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Counts_and_matches_see_the_same()
    {
        searches.Count(products, """{"query":{"match":{"nameEn":"tea"}}}""").ShouldBe(4);
        searches
            .Requests.Matches(products.View, TestSearches.Body("""{"match":{"nameEn":"tea"}}"""))
            .Select(match => match.Id)
            .ShouldBe(["1", "2", "4", "5"]);
        Should
            .Throw<ElasticsearchException>(() => searches.Count(products, """{"size":1}"""))
            .Message.ShouldBe("request does not support [size]");
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(9999999, "9999999.0")]
    [InlineData(10000000, "1.0E7")]
    [InlineData(1234567890123, "1.234567890123E12")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00012, "1.2E-4")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1e300, "1.0E300")]
    [InlineData(100.25, "100.25")]
    public void Numbers_are_printed_as_java_prints_them(double number, string text) =>
        Platform.Engines.Elasticsearch.Requests.JavaNumbers.Text(number).ShouldBe(text);
}
