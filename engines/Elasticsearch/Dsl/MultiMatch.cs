using System.Globalization;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Full text in several fields.</summary>
internal static class MultiMatch
{
    public static Query Parse(JsonElement body, QueryContext context)
    {
        const string query = "multi_match";
        string? text = null;
        List<string>? fields = null;
        var type = "best_fields";
        float? tieBreaker = null;
        bool? lenient = null;
        var boost = 1f;
        var options = new MatchOptions(MatchKind.Terms);
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "query":
                    text = MatchQueries.Text(property.Value, query);
                    break;
                case "fields":
                    fields = Names(property.Value, query);
                    break;
                case "type":
                    type = property.Value.Text();
                    break;
                case "tie_breaker":
                    tieBreaker = BoolQueries.TieBreaker(property.Value);
                    break;
                case "boost":
                    boost = property.Value.Boost(query);
                    break;
                case "lenient":
                    lenient = property.Value.Bool(property.Name);
                    break;
                default:
                    options =
                        options.With(property, [.. MatchOptions.ForTerms, "slop"], query, context)
                        ?? throw QueryParser.NotSupported(query, property.Name);
                    break;
            }
        }

        if (text is null)
        {
            throw ElasticsearchException.Parsing("No text specified for multi_match query");
        }

        var all = fields is null || fields.Contains("*");
        var among = Fields(fields ?? ["*"], context);
        var made = Combine(type, among, text, options with { Lenient = lenient ?? all }, tieBreaker, context);
        return made with { Boost = made.Boost * boost };
    }

    public static List<string> Names(JsonElement value, string query) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.Items().Select(item => FieldValues.Text(item, query))]
            : [FieldValues.Text(value, query)];

    /// <summary>Names and patterns, each maybe with its boost: <c>name^3</c>.</summary>
    public static List<(MappedField Field, float Boost)> Fields(IReadOnlyList<string> names, QueryContext context)
    {
        var fields = new List<(MappedField Field, float Boost)>();
        foreach (var name in names)
        {
            var (pattern, boost) = (name, 1f);
            if (name.IndexOf('^') is var caret and >= 0)
            {
                pattern = name[..caret];
                if (!float.TryParse(name[(caret + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out boost) || boost < 0)
                {
                    throw ElasticsearchException.IllegalArgument($"For input string: \"{name[(caret + 1)..]}\"");
                }
            }

            foreach (var field in context.Fields(pattern))
            {
                var known = fields.FindIndex(other => other.Field.Path == field.Path);
                if (known < 0)
                {
                    fields.Add((field, boost));
                }
                else
                {
                    // Named twice, by name and by pattern: both boosts count.
                    fields[known] = (field, fields[known].Boost * boost);
                }
            }
        }

        return fields;
    }

    public static Query Combine(
        string type,
        IReadOnlyList<(MappedField Field, float Boost)> fields,
        string text,
        MatchOptions options,
        float? tieBreaker,
        QueryContext context
    ) => TryCombine(type, fields, text, options, tieBreaker, context) ?? new MatchNoneQuery("the text has no terms");

    /// <returns>Null when the text has no terms in any of the fields.</returns>
    public static Query? TryCombine(
        string type,
        IReadOnlyList<(MappedField Field, float Boost)> fields,
        string text,
        MatchOptions options,
        float? tieBreaker,
        QueryContext context
    )
    {
        var (kind, tie) = type switch
        {
            "best_fields" => (MatchKind.Terms, 0f),
            "most_fields" => (MatchKind.Terms, 1f),
            "phrase" => (MatchKind.Phrase, 0f),
            "phrase_prefix" => (MatchKind.PhrasePrefix, 0f),
            "bool_prefix" => (MatchKind.TermsAndPrefix, 1f),
            "cross_fields" => throw ElasticsearchException.Unsupported("the type [cross_fields] of the query [multi_match]"),
            _ => throw new ElasticsearchException(
                400,
                "parse_exception",
                $"failed to parse [multi_match] query type [{type}]. unknown type."
            ),
        };
        if (options.Slop != 0 && kind == MatchKind.TermsAndPrefix)
        {
            throw ElasticsearchException.Parsing("[slop] not allowed for type [bool_prefix]");
        }

        if (options.Fuzziness is not null && kind is MatchKind.Phrase or MatchKind.PhrasePrefix)
        {
            throw ElasticsearchException.Parsing($"Fuzziness not allowed for type [{type}]");
        }

        var queries = new List<Query>();
        foreach (var (field, boost) in fields)
        {
            var made = TextMatcher.TryBuild(field, text, options with { Kind = kind }, context);
            if (made is null && options.ZeroTermsMatchAll)
            {
                made = new MatchAllQuery();
            }

            if (made is not null)
            {
                queries.Add(made with { Boost = made.Boost * boost });
            }
        }

        return queries.Count switch
        {
            0 => fields.Count == 0 ? new MatchNoneQuery("no such fields") : null,
            1 => queries[0],
            _ => new DisjunctionMaxQuery(queries, tieBreaker ?? tie),
        };
    }
}
