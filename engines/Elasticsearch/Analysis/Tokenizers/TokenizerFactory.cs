using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Tokenizers by the types that settings name.</summary>
internal static class TokenizerFactory
{
    private static readonly HashSet<string> Elsewhere =
    [
        "char_group",
        "classic",
        "path_hierarchy",
        "pattern",
        "simple_pattern",
        "simple_pattern_split",
        "thai",
        "uax_url_email",
        "nori_tokenizer",
        "kuromoji_tokenizer",
        "icu_tokenizer",
        "smartcn_tokenizer",
    ];

    /// <summary>Null when Elasticsearch has none of the type either.</summary>
    /// <exception cref="ElasticsearchException">The settings do not fit, or Elasticsearch alone has the type.</exception>
    public static Tokenizer? Create(string type, ComponentSettings settings, int maxNgramDiff) =>
        type switch
        {
            "standard" => new StandardTokenizer(MaxTokenLength(settings)),
            "keyword" => new KeywordTokenizer(),
            "whitespace" => CharacterTokenizer.Whitespace(MaxTokenLength(settings)),
            "letter" or "lowercase" => CharacterTokenizer.Letters,
            "ngram" => Ngram(settings, false, maxNgramDiff),
            "edge_ngram" => Ngram(settings, true, maxNgramDiff),
            _ when Elsewhere.Contains(type) => throw ElasticsearchException.Unsupported($"The tokenizer [{type}]"),
            _ => null,
        };

    private static int MaxTokenLength(ComponentSettings settings)
    {
        var length = settings.Number("max_token_length", 255);
        return length is >= 1 and <= 1024 * 1024
            ? length
            : throw ElasticsearchException.IllegalArgument(
                $"maxTokenLen must be greater than 0 and less than {1024 * 1024} passed: {length}"
            );
    }

    private static NgramTokenizer Ngram(ComponentSettings settings, bool edge, int maxNgramDiff)
    {
        var min = settings.Number("min_gram", 1);
        var max = settings.Number("max_gram", 2);
        GramBounds.Check(min, max, edge ? int.MaxValue : maxNgramDiff, "Tokenizer");
        return new(min, max, edge, TokenCharacters(settings));
    }

    private static Func<Rune, bool>? TokenCharacters(ComponentSettings settings)
    {
        var names = settings.List("token_chars") ?? [];
        if (names.Count == 0)
        {
            return null;
        }

        var custom = settings.Text("custom_token_chars") ?? "";
        var kinds = names.Select(name => Kind(name.Trim().ToLowerInvariant(), custom)).ToArray();
        return c => Array.Exists(kinds, kind => kind(c));
    }

    private static Func<Rune, bool> Kind(string name, string custom) =>
        name switch
        {
            "letter" => CharacterTokenizer.IsLetter,
            "digit" => static c => Rune.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber,
            "whitespace" => CharacterTokenizer.IsWhitespace,
            "punctuation" => Rune.IsPunctuation,
            "symbol" => static c =>
                Rune.GetUnicodeCategory(c) is UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol,
            "custom" => c => custom.Contains(c.ToString(), StringComparison.Ordinal),
            _ => throw ElasticsearchException.IllegalArgument(
                $"Unknown token type: '{name}', must be one of [custom, digit, letter, punctuation, symbol, whitespace]"
            ),
        };
}
