namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Token filters by the types that settings name.</summary>
internal static class FilterFactory
{
    private static readonly HashSet<string> Elsewhere =
    [
        "apostrophe",
        "classic",
        "common_grams",
        "condition",
        "decimal_digit",
        "delimited_payload",
        "dictionary_decompounder",
        "elision",
        "fingerprint",
        "flatten_graph",
        "hunspell",
        "hyphenation_decompounder",
        "keep",
        "keep_types",
        "keyword_marker",
        "keyword_repeat",
        "kstem",
        "limit",
        "min_hash",
        "multiplexer",
        "pattern_capture",
        "pattern_replace",
        "phonetic",
        "predicate_token_filter",
        "remove_duplicates",
        "reverse",
        "shingle",
        "snowball",
        "stemmer_override",
        "word_delimiter",
        "word_delimiter_graph",
        "nori_part_of_speech",
        "nori_readingform",
        "icu_folding",
        "icu_normalizer",
    ];

    /// <param name="named">Whether it is the filter of the type's name, without settings; some have other defaults then.</param>
    /// <param name="before">What a text goes through before the filter.</param>
    /// <returns>Null when Elasticsearch has none of the type either.</returns>
    /// <exception cref="ElasticsearchException">The settings do not fit, or Elasticsearch alone has the type.</exception>
    public static TokenFilter? Create(string type, ComponentSettings settings, bool named, Analyzer before, int maxNgramDiff)
    {
        switch (type)
        {
            case "lowercase":
                return settings.Text("language") is null
                    ? new LowercaseFilter()
                    : throw ElasticsearchException.Unsupported($"The setting [language] of filter [{settings.Name}]");
            case "uppercase":
                return new UppercaseFilter();
            case "stop":
                return Stop(settings, StopWords.English);
            case "synonym" or "synonym_graph":
                return Synonym(settings, before);
            case "asciifolding":
                return new AsciiFoldingFilter(settings.Flag("preserve_original", false));
            case "edge_ngram" or "ngram":
                return Ngram(type == "edge_ngram", settings, named, maxNgramDiff);
            case "cjk_bigram":
                return CjkBigram(settings);
            case "cjk_width":
                return new CjkWidthFilter();
            case "porter_stem":
                return new PorterStemFilter();
            case "stemmer":
                return Stemmer(settings);
            case "unique":
                return new UniqueFilter(settings.Flag("only_on_same_position", false));
            case "trim":
                return new TrimFilter();
            case "truncate":
                return new TruncateFilter(settings.Number("length", 10));
            case "length":
                return new LengthFilter(settings.Number("min", 0), settings.Number("max", int.MaxValue));
            default:
                return
                    Elsewhere.Contains(type)
                    || type.EndsWith("_stem", StringComparison.Ordinal)
                    || type.EndsWith("_normalization", StringComparison.Ordinal)
                    ? throw ElasticsearchException.Unsupported($"The token filter [{type}]")
                    : null;
        }
    }

    public static StopFilter Stop(ComponentSettings settings, IReadOnlyList<string> otherwise)
    {
        settings.Refuse("filter", "stopwords_path");
        var words = settings.List("stopwords")?.SelectMany(StopWords.Named) ?? otherwise;
        return new(words, settings.Flag("ignore_case", false));
    }

    private static SynonymFilter Synonym(ComponentSettings settings, Analyzer before)
    {
        settings.Refuse("filter", "synonyms_path", "synonyms_set", "format");
        var lines =
            settings.List("synonyms")
            ?? throw ElasticsearchException.IllegalArgument(
                "synonym requires either `synonyms`, `synonyms_set` or `synonyms_path` to be configured"
            );
        return new(SynonymRules.Parse(lines, before, settings.Flag("expand", true), settings.Flag("lenient", false)));
    }

    private static NgramFilter Ngram(bool edge, ComponentSettings settings, bool named, int maxNgramDiff)
    {
        if (settings.Text("side") is { } side && side != "front")
        {
            throw ElasticsearchException.Unsupported($"The side [{side}] of filter [{settings.Name}]");
        }

        var min = settings.Number("min_gram", 1);
        var max = settings.Number("max_gram", edge && named ? 1 : 2);
        GramBounds.Check(min, max, edge ? int.MaxValue : maxNgramDiff, "Token Filter");
        return new(min, max, edge, settings.Flag("preserve_original", false));
    }

    private static CjkBigramFilter CjkBigram(ComponentSettings settings)
    {
        var types = new HashSet<string>(CjkBigramFilter.AllTypes);
        foreach (var script in settings.List("ignored_scripts") ?? [])
        {
            types.Remove(
                script switch
                {
                    "han" => TokenTypes.Ideographic,
                    "hiragana" => TokenTypes.Hiragana,
                    "katakana" => TokenTypes.Katakana,
                    "hangul" => TokenTypes.Hangul,
                    _ => "",
                }
            );
        }

        return new(types, settings.Flag("output_unigrams", false));
    }

    private static TokenFilter Stemmer(ComponentSettings settings) =>
        (settings.Text("language") ?? settings.Text("name") ?? "porter").ToLowerInvariant() switch
        {
            "english" or "porter" => new PorterStemFilter(),
            "possessive_english" => new PossessiveFilter(),
            var language => throw ElasticsearchException.Unsupported($"The stemmer [{language}] of filter [{settings.Name}]"),
        };
}
