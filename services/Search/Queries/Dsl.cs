using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>The pieces of Elasticsearch's query language that searches are made of.</summary>
internal static class Dsl
{
    public static JsonObject Of(string name, JsonNode? value) => new() { [name] = value };

    public static JsonArray List(params IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonObject MatchAll() => Of("match_all", new JsonObject());

    public static JsonObject Term(string field, string value) => Of("term", Of(field, value));

    /// <summary>Every word of the text in the field, in any order.</summary>
    public static JsonObject MatchEach(string field, string text, double boost = 1) =>
        Of(
            "match",
            Of(
                field,
                new JsonObject
                {
                    ["query"] = text,
                    ["operator"] = "and",
                    ["boost"] = boost,
                }
            )
        );

    /// <summary>Every word of the text in one of the fields, in any order; the best field counts.</summary>
    public static JsonObject MatchEachInOneOf(string text, params IEnumerable<string> fields)
    {
        var query = MultiMatch("best_fields", text, fields);
        query["operator"] = "and";
        return Of("multi_match", query);
    }

    public static JsonObject MatchPhraseInOneOf(string text, params IEnumerable<string> fields) =>
        Of("multi_match", MultiMatch("phrase", text, fields));

    public static JsonObject Prefix(string field, string value) => Of("prefix", Of(field, Of("value", value)));

    /// <summary>What passes all of them; everything where there is none.</summary>
    public static JsonObject Filter(params IEnumerable<JsonObject> filters)
    {
        var all = List(filters);
        return all.Count == 0 ? MatchAll() : Of("bool", Of("filter", all));
    }

    public static JsonObject AnyOf(params IEnumerable<JsonObject> queries) =>
        Of("bool", new JsonObject { ["should"] = List(queries), ["minimum_should_match"] = 1 });

    public static JsonObject Ranked(JsonObject must, params IEnumerable<JsonObject> better) =>
        Of("bool", new JsonObject { ["must"] = List(must), ["should"] = List(better) });

    public static JsonObject Filtered(JsonObject must, IEnumerable<JsonObject> filters) =>
        Of("bool", new JsonObject { ["must"] = List(must), ["filter"] = List(filters) });

    public static JsonObject SortBy(string field, string order) => Of(field, Of("order", order));

    private static JsonObject MultiMatch(string type, string text, IEnumerable<string> fields) =>
        new()
        {
            ["query"] = text,
            ["type"] = type,
            ["fields"] = List(fields.Select(field => (JsonNode)field)),
        };
}
