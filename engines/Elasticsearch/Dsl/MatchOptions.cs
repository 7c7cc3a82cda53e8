using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>What is made of the terms of a text.</summary>
internal enum MatchKind
{
    Terms,
    TermsAndPrefix,
    Phrase,
    PhrasePrefix,
}

/// <summary>How a text is matched; the defaults are Elasticsearch's.</summary>
internal sealed record MatchOptions(MatchKind Kind)
{
    public static readonly string[] ForTerms =
    [
        "operator",
        "analyzer",
        "fuzziness",
        "prefix_length",
        "max_expansions",
        "minimum_should_match",
        "lenient",
        "fuzzy_transpositions",
        "fuzzy_rewrite",
        "zero_terms_query",
        "auto_generate_synonyms_phrase_query",
    ];
    public static readonly string[] ForPhrases = ["analyzer", "slop", "zero_terms_query"];
    public static readonly string[] ForPhrasePrefixes = ["analyzer", "slop", "zero_terms_query", "max_expansions"];
    public static readonly string[] ForBoolPrefixes =
    [
        "operator",
        "analyzer",
        "fuzziness",
        "prefix_length",
        "max_expansions",
        "minimum_should_match",
        "fuzzy_transpositions",
        "fuzzy_rewrite",
    ];

    /// <summary>Whether all terms must match; else any.</summary>
    public bool And { get; init; }

    public string? MinimumShouldMatch { get; init; }

    public Fuzziness? Fuzziness { get; init; }

    public int PrefixLength { get; init; }

    public int MaxExpansions { get; init; } = 50;

    public bool Transpositions { get; init; } = true;

    /// <summary>Whether a text that is no value of its field matches nothing; else it is an error.</summary>
    public bool Lenient { get; init; }

    /// <summary>Whether a text without terms matches all; else nothing.</summary>
    public bool ZeroTermsMatchAll { get; init; }

    /// <summary>Null: the field's.</summary>
    public Analyzer? Analyzer { get; init; }

    public int Slop { get; init; }

    /// <returns>Null when the query has no such property.</returns>
    public MatchOptions? With(JsonProperty property, string[] allowed, string query, QueryContext context)
    {
        var (name, value) = (property.Name, property.Value);
        if (!allowed.Contains(name))
        {
            return null;
        }

        switch (name)
        {
            case "operator":
                return this with { And = IsAnd(value) };
            case "analyzer":
                return this with { Analyzer = context.Analyzer(value.Text(), query) };
            case "fuzziness":
                return this with { Fuzziness = Dsl.Fuzziness.Read(value) };
            case "prefix_length":
                return this with { PrefixLength = NotNegative(value, name, query) };
            case "max_expansions":
                return this with
                {
                    MaxExpansions = NotNegative(value, name, query) is var most and > 0
                        ? most
                        : throw ElasticsearchException.IllegalArgument($"[{query}] requires maxExpansions to be positive."),
                };
            case "minimum_should_match":
                return this with { MinimumShouldMatch = value.ValueKind == JsonValueKind.Null ? null : value.Text() };
            case "lenient":
                return this with { Lenient = value.Bool(name) };
            case "fuzzy_transpositions":
                return this with { Transpositions = value.Bool(name) };
            case "zero_terms_query":
                return this with { ZeroTermsMatchAll = IsAll(value.Text()) };
            case "slop":
                return this with { Slop = NotNegative(value, name, query) };
            case "auto_generate_synonyms_phrase_query":
                // Of synonyms of several words, which no filter here makes.
                _ = value.Bool(name);
                return this;
            default:
                return
                    value.ValueKind == JsonValueKind.Null || value.Text().StartsWith("top_terms_blended_freqs_", StringComparison.Ordinal)
                    ? this
                    : throw ElasticsearchException.Unsupported($"[{name}] in the query [{query}]");
        }
    }

    public static bool IsAnd(JsonElement value) =>
        value.Text().ToLowerInvariant() switch
        {
            "and" => true,
            "or" => false,
            _ => throw ElasticsearchException.IllegalArgument(
                $"No enum constant org.elasticsearch.index.query.Operator.{value.Text().ToUpperInvariant()}"
            ),
        };

    private static bool IsAll(string value) =>
        value.ToLowerInvariant() switch
        {
            "all" => true,
            "none" => false,
            _ => throw ElasticsearchException.Parsing($"Unsupported zero_terms_query value [{value}]"),
        };

    private static int NotNegative(JsonElement value, string name, string query) =>
        value.Int(name) is var number and >= 0
            ? number
            : throw ElasticsearchException.IllegalArgument($"[{query}] requires {name} to be non-negative.");
}
