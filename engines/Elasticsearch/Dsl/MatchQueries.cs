using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Full text in one field.</summary>
internal static class MatchQueries
{
    public static Query Match(JsonElement body, QueryContext context) =>
        Read(body, "match", MatchKind.Terms, MatchOptions.ForTerms, context);

    public static Query Phrase(JsonElement body, QueryContext context) =>
        Read(body, "match_phrase", MatchKind.Phrase, MatchOptions.ForPhrases, context);

    public static Query PhrasePrefix(JsonElement body, QueryContext context) =>
        Read(body, "match_phrase_prefix", MatchKind.PhrasePrefix, MatchOptions.ForPhrasePrefixes, context);

    public static Query BoolPrefix(JsonElement body, QueryContext context) =>
        Read(body, "match_bool_prefix", MatchKind.TermsAndPrefix, MatchOptions.ForBoolPrefixes, context);

    private static Query Read(JsonElement body, string query, MatchKind kind, string[] allowed, QueryContext context)
    {
        var (name, value) = QueryParser.OneField(body, query);
        var options = new MatchOptions(kind);
        string? text = null;
        var boost = 1f;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.Properties())
            {
                switch (property.Name)
                {
                    case "query":
                        text = Text(property.Value, query);
                        break;
                    case "boost":
                        boost = property.Value.Boost(query);
                        break;
                    default:
                        options = options.With(property, allowed, query, context) ?? throw QueryParser.NotSupported(query, property.Name);
                        break;
                }
            }
        }
        else
        {
            text = Text(value, query);
        }

        if (text is null)
        {
            throw ElasticsearchException.IllegalArgument($"[{query}] requires query value");
        }

        var field = context.Mapping.Find(name);
        var made =
            field is null || field.Type == FieldType.Object
                ? TermQueries.Metadata(name, [text], context) ?? new MatchNoneQuery($"unmapped field [{name}]")
                : TextMatcher.Build(field, text, options, context);
        return made with { Boost = made.Boost * boost };
    }

    public static string? Text(JsonElement value, string query) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object or JsonValueKind.Array => throw ElasticsearchException.Parsing(
                $"[{query}] unknown token [{value.Token()}] after [query]"
            ),
            _ => value.Text(),
        };
}
