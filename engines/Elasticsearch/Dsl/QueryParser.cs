using System.Text.Json;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Reads Elasticsearch's query DSL.</summary>
internal static class QueryParser
{
    // What Elasticsearch 8.18 has and this engine has not; named so that nobody looks for a typing error.
    private static readonly HashSet<string> Unsupported =
    [
        "boosting",
        "combined_fields",
        "distance_feature",
        "function_score",
        "geo_bounding_box",
        "geo_distance",
        "geo_grid",
        "geo_polygon",
        "geo_shape",
        "has_child",
        "has_parent",
        "intervals",
        "knn",
        "more_like_this",
        "nested",
        "parent_id",
        "percolate",
        "pinned",
        "rank_feature",
        "regexp",
        "rule",
        "script",
        "script_score",
        "semantic",
        "shape",
        "simple_query_string",
        "span_containing",
        "span_field_masking",
        "span_first",
        "span_multi",
        "span_near",
        "span_not",
        "span_or",
        "span_term",
        "span_within",
        "sparse_vector",
        "terms_set",
        "text_expansion",
        "weighted_tokens",
        "wrapper",
    ];

    private static readonly Dictionary<string, Func<JsonElement, QueryContext, Query>> Known = new()
    {
        ["bool"] = BoolQueries.Bool,
        ["constant_score"] = BoolQueries.ConstantScore,
        ["dis_max"] = BoolQueries.DisMax,
        ["exists"] = TermQueries.Exists,
        ["fuzzy"] = MultiTermQueries.Fuzzy,
        ["ids"] = TermQueries.Ids,
        ["match"] = MatchQueries.Match,
        ["match_all"] = BoolQueries.MatchAll,
        ["match_bool_prefix"] = MatchQueries.BoolPrefix,
        ["match_none"] = BoolQueries.MatchNone,
        ["match_phrase"] = MatchQueries.Phrase,
        ["match_phrase_prefix"] = MatchQueries.PhrasePrefix,
        ["multi_match"] = MultiMatch.Parse,
        ["prefix"] = MultiTermQueries.Prefix,
        ["query_string"] = QueryStrings.Parse,
        ["range"] = RangeQueries.Range,
        ["term"] = TermQueries.Term,
        ["terms"] = TermQueries.Terms,
        ["wildcard"] = MultiTermQueries.Wildcard,
    };

    /// <exception cref="ElasticsearchException">It is malformed, unknown, or of no use for the index's fields.</exception>
    public static Query Parse(JsonElement query, QueryContext context)
    {
        if (query.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing("[_na] query malformed, must start with start_object");
        }

        using var properties = query.Properties();
        if (!properties.MoveNext())
        {
            throw ElasticsearchException.IllegalArgument("query malformed, empty clause found");
        }

        var (name, body) = (properties.Current.Name, properties.Current.Value);
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing($"[{name}] query malformed, no start_object after query name");
        }

        if (!Known.TryGetValue(name, out var parse))
        {
            throw Unsupported.Contains(name)
                ? ElasticsearchException.Unsupported($"the query [{name}]")
                : ElasticsearchException.Parsing($"unknown query [{name}]{DidYouMean.Among(name, Known.Keys.Concat(Unsupported))}");
        }

        context.Enter();
        var parsed = parse(body, context);
        context.Leave();
        return properties.MoveNext()
            ? throw ElasticsearchException.Parsing($"[{name}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]")
            : parsed;
    }

    /// <summary>A property that the query has not.</summary>
    public static ElasticsearchException NotSupported(string query, string property) =>
        property == "_name"
            ? ElasticsearchException.Unsupported($"[_name] in the query [{query}] (named queries)")
            : ElasticsearchException.Parsing($"[{query}] query does not support [{property}]");

    /// <summary>The one field that a query is about, and what it says of it.</summary>
    public static (string Field, JsonElement Value) OneField(JsonElement body, string query)
    {
        using var properties = body.Properties();
        if (!properties.MoveNext())
        {
            throw ElasticsearchException.Parsing($"[{query}] query malformed, no field given");
        }

        var first = properties.Current;
        return properties.MoveNext()
            ? throw ElasticsearchException.Parsing(
                $"[{query}] query doesn't support multiple fields, found [{first.Name}] and [{properties.Current.Name}]"
            )
            : (first.Name, first.Value);
    }
}
