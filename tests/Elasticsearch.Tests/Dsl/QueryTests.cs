using Platform.Engines.Elasticsearch.Tests.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Dsl;

public sealed class QueryTests
{
    private readonly TestIndex products = Products.Index();
    private readonly TestSearches searches = new();

    [Theory]
    [InlineData("""{"match_all":{}}""", "1 2 3 4 5")]
    [InlineData("""{"match_none":{}}""", "")]
    [InlineData("""{"match":{"nameEn":"teas"}}""", "1 2 4 5")]
    [InlineData("""{"match":{"nameEn":{"query":"green coffee","operator":"and"}}}""", "4")]
    [InlineData("""{"match":{"nameEn":{"query":"green coffee bean","minimum_should_match":2}}}""", "3 4")]
    [InlineData("""{"match":{"nameEn":{"query":"green coffee bean","minimum_should_match":"-1"}}}""", "3 4")]
    [InlineData("""{"match":{"nameEn":{"query":"green coffee bean","minimum_should_match":"75%"}}}""", "3 4")]
    [InlineData("""{"match":{"nameEn":{"query":"green coffee","minimum_should_match":"2<75%"}}}""", "4")]
    [InlineData("""{"match":{"nameEn":{"query":"cofee","fuzziness":"AUTO"}}}""", "3 4")]
    [InlineData("""{"match":{"nameEn":{"query":"cofee","fuzziness":0}}}""", "")]
    [InlineData("""{"match":{"nameEn":{"query":"cofee","fuzziness":"AUTO:6,9"}}}""", "")]
    [InlineData("""{"match":{"name":"녹차"}}""", "1 4")]
    [InlineData("""{"match":{"name":{"query":"녹차 커피","operator":"and"}}}""", "4")]
    [InlineData("""{"match":{"nameEn":"the"}}""", "")]
    [InlineData("""{"match":{"nameEn":{"query":"the","zero_terms_query":"all"}}}""", "1 2 3 4 5")]
    [InlineData("""{"match":{"price":9000}}""", "2")]
    [InlineData("""{"match":{"price":{"query":"cheap","lenient":true}}}""", "")]
    [InlineData("""{"match":{"nameEn.raw":{"query":"Black TEA","analyzer":"keyword"}}}""", "")]
    [InlineData("""{"match":{"category":"tea"}}""", "1 2")]
    [InlineData("""{"match":{"nowhere":"tea"}}""", "")]
    [InlineData("""{"match_phrase":{"nameEn":"green tea"}}""", "1 4")]
    [InlineData("""{"match_phrase":{"nameEn":"tea green"}}""", "")]
    [InlineData("""{"match_phrase":{"nameEn":{"query":"green coffee","slop":2}}}""", "4")]
    [InlineData("""{"match_phrase":{"name":"커피 원두"}}""", "3")]
    [InlineData("""{"match_phrase_prefix":{"nameEn":"green t"}}""", "1 4")]
    [InlineData("""{"match_phrase_prefix":{"nameEn":"cof"}}""", "3 4")]
    [InlineData("""{"match_bool_prefix":{"nameEn":"set gre"}}""", "1 4")]
    [InlineData("""{"match_bool_prefix":{"nameEn":{"query":"set gre","operator":"and"}}}""", "4")]
    [InlineData("""{"multi_match":{"query":"녹차 beans","fields":["name","nameEn"]}}""", "1 3 4")]
    [InlineData("""{"multi_match":{"query":"green seoul","fields":["name*^2","seller.name"],"type":"most_fields"}}""", "1 3 4")]
    [InlineData("""{"multi_match":{"query":"tea coffee","fields":["nameEn"],"type":"phrase"}}""", "")]
    [InlineData("""{"multi_match":{"query":"bla","fields":["nameEn","category"],"type":"bool_prefix"}}""", "2")]
    [InlineData("""{"multi_match":{"query":"12000"}}""", "1")]
    [InlineData("""{"term":{"category":"tea"}}""", "1 2")]
    [InlineData("""{"term":{"category":{"value":"TEA","case_insensitive":true}}}""", "1 2")]
    [InlineData("""{"term":{"price":12000}}""", "1")]
    [InlineData("""{"term":{"price":"12000"}}""", "1")]
    [InlineData("""{"term":{"price":12000.5}}""", "")]
    [InlineData("""{"term":{"rating":4.5}}""", "1")]
    [InlineData("""{"term":{"onSale":true}}""", "1 3")]
    [InlineData("""{"term":{"onSale":"false"}}""", "2 5")]
    [InlineData("""{"term":{"createdAt":"2026-02-10"}}""", "3")]
    [InlineData("""{"term":{"_id":"4"}}""", "4")]
    [InlineData("""{"terms":{"category":["tea","gift"]}}""", "1 2 4")]
    [InlineData("""{"terms":{"price":[9000,"15000",1.5]}}""", "2 5")]
    [InlineData("""{"terms":{"tags":[]}}""", "")]
    [InlineData("""{"range":{"price":{"gte":12000,"lt":18000}}}""", "1 5")]
    [InlineData("""{"range":{"price":{"gt":"12000"}}}""", "3 4 5")]
    [InlineData("""{"range":{"stock":{"gt":2.5,"lte":5.5}}}""", "1 4")]
    [InlineData("""{"range":{"stock":{"lt":-99999999999}}}""", "")]
    [InlineData("""{"range":{"rating":{"gt":4.0}}}""", "1 5")]
    [InlineData("""{"range":{"category":{"gte":"gift","lt":"tea"}}}""", "4")]
    [InlineData("""{"range":{"createdAt":{"gte":"2026-01","lte":"2026-01-31"}}}""", "1 2")]
    [InlineData("""{"range":{"createdAt":{"gt":"2026-01-31"}}}""", "3 4")]
    [InlineData("""{"range":{"createdAt":{"gt":"2026-02-01||-1M/M","lt":"2026-02-01||/M"}}}""", "")]
    [InlineData("""{"range":{"createdAt":{"gte":"01/02/2026","format":"dd/MM/yyyy","time_zone":"+09:00"}}}""", "2 3 4")]
    [InlineData("""{"range":{"createdAt":{"lte":"now"}}}""", "1 2 3 4")]
    [InlineData("""{"exists":{"field":"rating"}}""", "1 2 3 5")]
    [InlineData("""{"exists":{"field":"seller"}}""", "1 2 3 4")]
    [InlineData("""{"exists":{"field":"nowhere"}}""", "")]
    [InlineData("""{"prefix":{"category":"t"}}""", "1 2")]
    [InlineData("""{"prefix":{"nameEn":{"value":"GR","case_insensitive":true}}}""", "1 4")]
    [InlineData("""{"wildcard":{"seller.city":"*e*u*"}}""", "2 3 4")]
    [InlineData("""{"wildcard":{"seller.city":{"wildcard":"?eju"}}}""", "2")]
    [InlineData("""{"fuzzy":{"nameEn":{"value":"blcak"}}}""", "2")]
    [InlineData("""{"ids":{"values":["2","4","9"]}}""", "2 4")]
    [InlineData(
        """{"bool":{"must":{"match":{"nameEn":"tea"}},"must_not":[{"term":{"category":"ware"}}],"filter":{"range":{"price":{"lt":20000}}}}}""",
        "1 2"
    )]
    [InlineData("""{"bool":{"should":[{"term":{"category":"gift"}},{"term":{"category":"ware"}}]}}""", "4 5")]
    [InlineData("""{"bool":{"filter":[{"match_all":{}}],"should":[{"term":{"category":"gift"}}]}}""", "1 2 3 4 5")]
    [InlineData("""{"bool":{"filter":[{"match_all":{}}],"should":[{"term":{"category":"gift"}}],"minimum_should_match":"100%"}}""", "4")]
    [InlineData("""{"bool":{"must_not":{"term":{"category":"tea"}}}}""", "3 4 5")]
    [InlineData("""{"bool":{}}""", "1 2 3 4 5")]
    [InlineData("""{"dis_max":{"queries":[{"term":{"category":"gift"}},{"match":{"nameEn":"beans"}}],"tie_breaker":0.3}}""", "3 4")]
    [InlineData("""{"constant_score":{"filter":{"term":{"category":"tea"}},"boost":3}}""", "1 2")]
    public void Finds(string query, string ids) => string.Join(' ', searches.Ids(products, query).Order()).ShouldBe(ids);

    [Theory]
    [InlineData("green", "1 4")]
    [InlineData("nameEn:green AND category:gift", "4")]
    [InlineData("nameEn:(green OR beans) -category:gift", "1 3")]
    [InlineData("nameEn:\"green tea\" && NOT seller.city:Seoul", "1")]
    [InlineData("price:[9000 TO 12000]", "1 2")]
    [InlineData("price:{9000 TO *}", "1 3 4 5")]
    [InlineData("price:>=18000", "3 4")]
    [InlineData("createdAt:[2026-02-01 TO 2026-02-28T23:59:59]", "3 4")]
    [InlineData("nameEn:cofee~1", "3 4")]
    [InlineData("nameEn:GRE*", "1 4")]
    [InlineData("seller.city:?eju", "2")]
    [InlineData("_exists_:rating", "1 2 3 5")]
    [InlineData("rating:*", "1 2 3 5")]
    [InlineData("*:*", "1 2 3 4 5")]
    [InlineData("+nameEn:tea +price:15000", "5")]
    [InlineData("NOT category:tea", "3 4 5")]
    [InlineData("nameEn:green^3 nameEn:black", "1 2 4")]
    [InlineData("녹차", "1 4")]
    [InlineData("", "")]
    [InlineData(@"seller.city:Je\*", "")]
    public void Finds_by_query_string(string text, string ids) =>
        string.Join(
                ' ',
                searches.Ids(products, $$$"""{"query_string":{"query":{{{System.Text.Json.JsonSerializer.Serialize(text)}}}}}""").Order()
            )
            .ShouldBe(ids);

    [Fact]
    public void Words_of_a_query_string_are_all_wanted_where_it_says_and()
    {
        const string Query = """{"query_string":{"query":"green coffee","fields":["nameEn^2","name"],"default_operator":"AND"}}""";

        searches.Ids(products, Query).ShouldBe(["4"]);
    }

    [Fact]
    public void The_parameter_q_searches_too()
    {
        TestSearches.Ids(searches.Search(products, "{}", "q=nameEn:beans")).ShouldBe(["3"]);
        searches.Count(products, "{}", "q=green%20coffee&df=nameEn&default_operator=and").ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"match":{"nameEn":{"query":"tea","boost":2}}}""", """{"match":{"nameEn":"tea"}}""", 2)]
    [InlineData("""{"constant_score":{"filter":{"match":{"nameEn":"tea"}},"boost":2.5}}""", """{"match_all":{}}""", 2.5)]
    [InlineData("""{"multi_match":{"query":"tea","fields":["nameEn^3"]}}""", """{"match":{"nameEn":"tea"}}""", 3)]
    [InlineData("""{"bool":{"should":[{"match":{"nameEn":"tea"}}],"boost":4}}""", """{"match":{"nameEn":"tea"}}""", 4)]
    [InlineData("""{"query_string":{"query":"nameEn:tea^2"}}""", """{"match":{"nameEn":"tea"}}""", 2)]
    public void Boosts_multiply_scores(string query, string plain, double factor)
    {
        var boosted = (double)searches.Search(products, $$"""{"query":{{query}}}""")["hits"]!["max_score"]!;
        var one = (double)searches.Search(products, $$"""{"query":{{plain}}}""")["hits"]!["max_score"]!;

        boosted.ShouldBe(one * factor, 1e-5);
    }

    [Fact]
    public void Synonyms_at_one_place_stand_for_each_other()
    {
        var index = new TestIndex(
            """{"name":{"type":"text","analyzer":"shop"}}""",
            analysis: """{"filter":{"same":{"type":"synonym","synonyms":["sofa, couch"]}},"analyzer":{"shop":{"type":"custom","tokenizer":"standard","filter":["lowercase","same"]}}}"""
        ).With(("1", """{"name":"red sofa"}"""), ("2", """{"name":"red couch"}"""), ("3", """{"name":"red chair"}"""));

        searches.Ids(index, """{"match":{"name":{"query":"red sofa","operator":"and"}}}""").Order().ShouldBe(["1", "2"]);
        searches.Ids(index, """{"match_phrase":{"name":"red couch"}}""").Order().ShouldBe(["1", "2"]);
    }
}
