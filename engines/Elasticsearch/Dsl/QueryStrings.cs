using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping.Dates;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>How a query string is read.</summary>
internal sealed record QueryStringOptions
{
    /// <summary>Null: all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    public MatchOptions Match { get; init; } = new(MatchKind.Terms);

    public string Type { get; init; } = "best_fields";

    public float? TieBreaker { get; init; }

    public string? MinimumShouldMatch { get; init; }

    public int PhraseSlop { get; init; }

    public bool AllowLeadingWildcard { get; init; } = true;

    public Fuzziness Fuzziness { get; init; } = Fuzziness.Auto;

    public DateZone? Zone { get; init; }
}

/// <summary>The query <c>query_string</c>, and the parameter <c>q</c>.</summary>
internal static class QueryStrings
{
    private const string Name = "query_string";

    public static Query Parse(JsonElement body, QueryContext context)
    {
        string? text = null;
        bool? lenient = null;
        var (boost, escape) = (1f, false);
        var options = new QueryStringOptions();
        foreach (var property in body.Properties())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "query":
                    text = MatchQueries.Text(value, Name);
                    break;
                case "default_field" when value.ValueKind == JsonValueKind.Null:
                    break;
                case "default_field":
                    options = options with { Fields = [value.Text()] };
                    break;
                case "fields":
                    options = options with { Fields = MultiMatch.Names(value, Name) };
                    break;
                case "default_operator":
                    options = options with { Match = options.Match with { And = MatchOptions.IsAnd(value) } };
                    break;
                case "analyzer":
                    options = options with { Match = options.Match with { Analyzer = context.Analyzer(value.Text(), Name) } };
                    break;
                case "lenient":
                    lenient = value.Bool(property.Name);
                    break;
                case "minimum_should_match":
                    options = options with { MinimumShouldMatch = value.Text() };
                    break;
                case "phrase_slop":
                    options = options with { PhraseSlop = value.Int(property.Name) };
                    break;
                case "allow_leading_wildcard":
                    options = options with { AllowLeadingWildcard = value.Bool(property.Name) };
                    break;
                case "fuzziness":
                    options = options with { Fuzziness = Fuzziness.Read(value) };
                    break;
                case "fuzzy_prefix_length":
                    options = options with { Match = options.Match with { PrefixLength = value.Int(property.Name) } };
                    break;
                case "fuzzy_max_expansions":
                    options = options with { Match = options.Match with { MaxExpansions = value.Int(property.Name) } };
                    break;
                case "fuzzy_transpositions":
                    options = options with { Match = options.Match with { Transpositions = value.Bool(property.Name) } };
                    break;
                case "tie_breaker":
                    options = options with { TieBreaker = BoolQueries.TieBreaker(value) };
                    break;
                case "type":
                    options = options with { Type = value.Text() };
                    break;
                case "time_zone":
                    options = options with { Zone = DateZone.Parse(value.Text()) };
                    break;
                case "escape":
                    escape = value.Bool(property.Name);
                    break;
                case "boost":
                    boost = value.Boost(Name);
                    break;
                case "enable_position_increments" or "auto_generate_synonyms_phrase_query" or "max_determinized_states":
                    // Nothing here depends on them.
                    break;
                case "analyze_wildcard" when !value.Bool(property.Name):
                    break;
                case "analyze_wildcard" or "quote_analyzer" or "quote_field_suffix" or "rewrite" or "fuzzy_rewrite":
                    throw ElasticsearchException.Unsupported($"[{property.Name}] in the query [{Name}]");
                default:
                    throw QueryParser.NotSupported(Name, property.Name);
            }
        }

        if (text is null)
        {
            throw ElasticsearchException.Parsing("[query_string] must be provided with a [query]");
        }

        options = options with { Match = options.Match with { Lenient = lenient ?? options.Match.Lenient } };
        var made = Parse(escape ? Escaped(text) : text, options, lenient, context);
        return made with { Boost = made.Boost * boost };
    }

    public static Query Parse(string text, QueryStringOptions options, bool? lenient, QueryContext context)
    {
        // Where all fields are searched, a word that is no number is none of the numbers' business.
        var all = options.Fields is null || options.Fields.Contains("*");
        options = options with { Match = options.Match with { Lenient = lenient ?? all } };
        if (string.IsNullOrWhiteSpace(text))
        {
            return new MatchNoneQuery("empty query");
        }

        return new QueryStringParser(text, options, context).Parse();
    }

    private static string Escaped(string text)
    {
        var escaped = new System.Text.StringBuilder();
        foreach (var c in text)
        {
            escaped.Append("+-!():^[]\"{}~*?\\/|&".Contains(c) ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }
}
