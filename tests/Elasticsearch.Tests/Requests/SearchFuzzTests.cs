using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

/// <summary>Bodies that are nearly right: each is answered, or refused in Elasticsearch's way. Nothing else may come of them.</summary>
public sealed class SearchFuzzTests
{
    private static readonly string[] Bodies =
    [
        """{"query":{"bool":{"must":[{"match":{"nameEn":{"query":"tea","operator":"and","fuzziness":"AUTO","minimum_should_match":"2<75%"}}}],"filter":{"range":{"price":{"gte":1,"lt":"9999"}}},"should":[{"term":{"category":{"value":"tea","boost":2}}}],"must_not":{"exists":{"field":"rating"}},"minimum_should_match":1}}}""",
        """{"query":{"multi_match":{"query":"green tea","fields":["name^2","nameEn"],"type":"best_fields","tie_breaker":0.3}},"from":1,"size":2,"_source":{"includes":["name*"],"excludes":["x"]}}""",
        """{"query":{"query_string":{"query":"name:(녹차 OR \"green tea\"~2) -price:[1 TO 5] te* tee~1 x^2","fields":["nameEn"],"default_operator":"AND"}},"sort":[{"price":{"order":"asc","missing":"_last","mode":"max"}},"_score","_doc"],"track_scores":true}""",
        """{"query":{"match_phrase_prefix":{"nameEn":{"query":"green t","slop":1,"max_expansions":10}}},"highlight":{"pre_tags":["<b>"],"fields":{"nameEn":{"fragment_size":20,"number_of_fragments":2}}}}""",
        """{"query":{"dis_max":{"queries":[{"prefix":{"category":"t"}},{"wildcard":{"category":{"value":"*a"}}},{"fuzzy":{"category":"teb"}},{"ids":{"values":["1"]}}],"tie_breaker":0.5}},"post_filter":{"terms":{"tags":["korean",1]}},"min_score":0.1}""",
        """{"query":{"range":{"createdAt":{"gte":"now-1d/d","lte":"2026-01-01||+1M/d","time_zone":"+09:00","format":"strict_date_optional_time"}}},"docvalue_fields":[{"field":"createdAt","format":"yyyy"}],"fields":["name"]}""",
        """{"size":0,"aggs":{"a":{"terms":{"field":"category","size":3,"order":{"m":"desc"},"include":["tea"],"missing":"x","min_doc_count":0},"aggs":{"m":{"max":{"field":"price"}},"t":{"top_hits":{"size":1,"sort":["price"]}}},"meta":{"a":1}}}}""",
        """{"size":0,"aggs":{"a":{"date_histogram":{"field":"createdAt","calendar_interval":"month","time_zone":"+09:00","offset":"+1h","extended_bounds":{"min":"2026-01","max":"2026-03"},"keyed":true}},"b":{"histogram":{"field":"price","interval":1000,"hard_bounds":{"min":0,"max":30000}}}}}""",
        """{"size":0,"aggs":{"a":{"range":{"field":"price","ranges":[{"from":1,"to":2,"key":"k"}]}},"f":{"filters":{"filters":{"x":{"match_all":{}}},"other_bucket":true}},"c":{"cardinality":{"field":"tags"}},"d":{"date_range":{"field":"createdAt","ranges":[{"to":"now"}]}}}}""",
        """{"suggest":{"text":"cofee","s":{"term":{"field":"nameEn.raw","suggest_mode":"always","max_edits":2}}},"track_total_hits":3,"search_after":[1],"sort":["price"]}""",
        """{"query":{"constant_score":{"filter":{"match_bool_prefix":{"nameEn":"gre"}},"boost":1.5}},"slice":{"id":0,"max":2},"pit":{"id":"x","keep_alive":"1m"},"version":true}""",
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "99999999999999999999",
        "0.5",
        "\"\"",
        "\"x\"",
        "\"*\"",
        "\"now\"",
        "[]",
        "[null]",
        "[[1]]",
        "{}",
        "{\"a\":1}",
        "[{}]",
        "\"9223372036854775807\"",
        "\"||\"",
        "\"2<\"",
        "\"-101%\"",
        "\"_last\"",
    ];

    private readonly TestIndex products = Products.Index();
    private readonly TestSearches searches = new();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_body_that_is_nearly_right_is_answered_or_refused(int seed)
    {
        var random = new Random(seed);
        foreach (var body in Bodies)
        {
            for (var round = 0; round < 12; round++)
            {
                var node = JsonNode.Parse(body)!;
                for (var changes = random.Next(1, 3); changes > 0; changes--)
                {
                    Change(node, random);
                }

                var text = node.ToJsonString();
                try
                {
                    searches.Search(products, text, random.Next(5) == 0 ? "scroll=1m" : "");
                }
                catch (ElasticsearchException refusal)
                {
                    refusal.Status.ShouldBeInRange(400, 499, text);
                    refusal.Message.ShouldNotBeNullOrWhiteSpace(text);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"Neither answered nor refused: {text}", e);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_text_is_a_query_string_or_a_date_or_refused(int seed)
    {
        var random = new Random(seed);
        string[] parts =
        [
            "tea",
            "녹차",
            " ",
            " AND ",
            " OR ",
            "NOT ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            " TO ",
            ":",
            "*",
            "?",
            "~",
            "^",
            "\"",
            "\\",
            "+",
            "-",
            "!",
            "/",
            ">",
            "=",
            "<",
            "price",
            "name",
            "2",
            "0.5",
            "&&",
            "||",
            "_exists_",
            "now",
            "/d",
            "+1M",
            "2026-01",
            "createdAt",
            "e9999",
            "T",
            "Z",
        ];
        for (var round = 0; round < 60; round++)
        {
            var text = System.Text.Json.JsonSerializer.Serialize(string.Concat(random.GetItems(parts, random.Next(1, 9))));
            foreach (
                var query in (string[])
                    [
                        "{\"query_string\":{\"query\":" + text + "}}",
                        "{\"query_string\":{\"query\":"
                            + text
                            + ",\"fields\":[\"price\",\"createdAt\",\"nameEn\"],\"default_operator\":\"and\"}}",
                        "{\"range\":{\"createdAt\":{\"gt\":" + text + "}}}",
                        "{\"range\":{\"createdAt\":{\"lte\":" + text + ",\"format\":" + text + "}}}",
                    ]
            )
            {
                try
                {
                    searches.Search(products, "{\"query\":" + query + "}");
                }
                catch (ElasticsearchException refusal)
                {
                    refusal.Status.ShouldBe(400, query);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"Neither answered nor refused: {query}", e);
                }
            }
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    private static void Change(JsonNode root, Random random)
    {
        var places = new List<(JsonNode Parent, object Key)>();
        Places(root, places);
        if (places.Count == 0)
        {
            return;
        }

        var (parent, key) = places[random.Next(places.Count)];
        var value = JsonNode.Parse(random.GetItems(Values, 1)[0]);
        switch (parent, random.Next(4))
        {
            case (JsonObject inner, 0):
                inner.Remove((string)key);
                break;
            case (JsonObject inner, 1):
                var moved = inner[(string)key]!;
                inner.Remove((string)key);
                inner[(string)key + "x"] = moved;
                break;
            case (JsonObject inner, _):
                inner[(string)key] = value;
                break;
            case (JsonArray array, _):
                array[(int)key] = value;
                break;
        }
    }

    private static void Places(JsonNode? node, List<(JsonNode Parent, object Key)> into)
    {
        if (node is JsonObject inner)
        {
            foreach (var (name, value) in inner)
            {
                into.Add((inner, name));
                Places(value, into);
            }
        }
        else if (node is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                into.Add((array, i));
                Places(array[i], into);
            }
        }
    }
}
