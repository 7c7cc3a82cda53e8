using System.Text.Json;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Queries made of queries, and the two that need none.</summary>
internal static class BoolQueries
{
    public static Query MatchAll(JsonElement body, QueryContext context)
    {
        var boost = 1f;
        foreach (var property in body.Properties())
        {
            boost = property.Name == "boost" ? property.Value.Boost("match_all") : throw Unknown("match_all", property.Name);
        }

        context.Count();
        return new MatchAllQuery { Boost = boost };
    }

    public static Query MatchNone(JsonElement body, QueryContext context)
    {
        foreach (var property in body.Properties())
        {
            _ = property.Name == "boost" ? property.Value.Boost("match_none") : throw Unknown("match_none", property.Name);
        }

        context.Count();
        return new MatchNoneQuery("match_none");
    }

    private static ElasticsearchException Unknown(string query, string property) =>
        property == "_name"
            ? QueryParser.NotSupported(query, property)
            : new(
                400,
                "x_content_parse_exception",
                $"[{query}] unknown field [{property}]{DidYouMean.Among(property, ["boost", "_name"])}"
            );

    public static Query Bool(JsonElement body, QueryContext context)
    {
        List<Query> must = [],
            filter = [],
            should = [],
            mustNot = [];
        string? minimum = null;
        var (boost, adjust) = (1f, true);
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "must":
                    Clauses(property.Value, must, context);
                    break;
                case "filter":
                    Clauses(property.Value, filter, context);
                    break;
                case "should":
                    Clauses(property.Value, should, context);
                    break;
                case "must_not" or "mustNot":
                    Clauses(property.Value, mustNot, context);
                    break;
                case "minimum_should_match":
                    minimum = property.Value.Text();
                    break;
                case "boost":
                    boost = property.Value.Boost("bool");
                    break;
                case "adjust_pure_negative":
                    adjust = property.Value.Bool(property.Name);
                    break;
                case "_name":
                    throw QueryParser.NotSupported("bool", property.Name);
                default:
                    throw new ElasticsearchException(
                        400,
                        "x_content_parse_exception",
                        $"[bool] unknown field [{property.Name}]"
                            + DidYouMean.Among(property.Name, ["must", "filter", "should", "must_not", "minimum_should_match", "boost"])
                    );
            }
        }

        if (must.Count + filter.Count + should.Count + mustNot.Count == 0)
        {
            return new MatchAllQuery { Boost = boost };
        }

        if (must.Count + filter.Count + should.Count == 0)
        {
            if (!adjust)
            {
                return new MatchNoneQuery("nothing but must_not");
            }

            // Everything but: it scores nothing.
            filter.Add(new MatchAllQuery());
        }

        var least = minimum is null
            ? must.Count + filter.Count == 0
                ? 1
                : 0
            : MinimumShouldMatch.Of(should.Count, minimum, context);
        return new BooleanQuery(must, filter, should, mustNot, least) { Boost = boost };
    }

    private static void Clauses(JsonElement element, List<Query> into, QueryContext context)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.Items())
                {
                    into.Add(QueryParser.Parse(item, context));
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                into.Add(QueryParser.Parse(element, context));
                break;
        }
    }

    public static Query ConstantScore(JsonElement body, QueryContext context)
    {
        Query? filter = null;
        var boost = 1f;
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "filter":
                    filter =
                        property.Value.ValueKind == JsonValueKind.Array
                            ? throw ElasticsearchException.Parsing("unexpected token [START_ARRAY]")
                            : QueryParser.Parse(property.Value, context);
                    break;
                case "boost":
                    boost = property.Value.Boost("constant_score");
                    break;
                default:
                    throw QueryParser.NotSupported("constant_score", property.Name);
            }
        }

        return filter is null
            ? throw ElasticsearchException.Parsing("[constant_score] requires a 'filter' element")
            : new ConstantScoreQuery(filter) { Boost = boost };
    }

    public static Query DisMax(JsonElement body, QueryContext context)
    {
        var queries = new List<Query>();
        var (boost, tieBreaker) = (1f, 0f);
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "queries":
                    Clauses(property.Value, queries, context);
                    break;
                case "tie_breaker":
                    tieBreaker = TieBreaker(property.Value);
                    break;
                case "boost":
                    boost = property.Value.Boost("dis_max");
                    break;
                default:
                    throw QueryParser.NotSupported("dis_max", property.Name);
            }
        }

        return queries.Count switch
        {
            0 => throw ElasticsearchException.Parsing("[dis_max] requires 'queries' field with at least one clause"),
            _ => new DisjunctionMaxQuery(queries, tieBreaker) { Boost = boost },
        };
    }

    public static float TieBreaker(JsonElement value) =>
        value.Float("tie_breaker") is var factor and >= 0 and <= 1
            ? factor
            : throw ElasticsearchException.IllegalArgument("tieBreakerMultiplier must be in [0, 1]");
}
