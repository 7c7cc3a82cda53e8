using Platform.Engines.Elasticsearch.Analysis.Filters;
using Platform.Engines.Elasticsearch.Analysis.Tokenizers;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>Analyzers by the types that settings and mappings name.</summary>
internal static class BuiltInAnalyzers
{
    private static readonly HashSet<string> Elsewhere =
    [
        .. "pattern fingerprint snowball nori kuromoji smartcn arabic armenian basque bengali brazilian bulgarian catalan czech danish".Split(
            ' '
        ),
        .. "dutch estonian finnish french galician german greek hindi hungarian indonesian irish italian latvian lithuanian".Split(' '),
        .. "norwegian persian portuguese romanian russian serbian sorani spanish swedish thai turkish".Split(' '),
    ];

    public static IReadOnlyList<string> Types { get; } = ["standard", "simple", "whitespace", "keyword", "stop", "english", "cjk"];

    /// <summary>Null when Elasticsearch has none of the type either.</summary>
    /// <exception cref="ElasticsearchException">The settings do not fit, or Elasticsearch alone has the type.</exception>
    public static Analyzer? Create(string type, ComponentSettings settings)
    {
        var lower = new LowercaseFilter();
        return type switch
        {
            "standard" => Pipeline(Standard(), lower, FilterFactory.Stop(settings, [])),
            "simple" => Pipeline(CharacterTokenizer.Letters, lower),
            "whitespace" => Pipeline(CharacterTokenizer.Whitespace(settings.Number("max_token_length", 255))),
            "keyword" => Pipeline(new KeywordTokenizer()),
            "stop" => Pipeline(CharacterTokenizer.Letters, lower, FilterFactory.Stop(settings, StopWords.English)),
            "english" => Pipeline(
                Standard(),
                new PossessiveFilter(),
                lower,
                FilterFactory.Stop(settings, StopWords.English),
                new PorterStemFilter(settings.List("stem_exclusion"))
            ),
            "cjk" => Pipeline(
                Standard(),
                new CjkWidthFilter(),
                lower,
                new CjkBigramFilter(CjkBigramFilter.AllTypes),
                FilterFactory.Stop(settings, StopWords.Cjk)
            ),
            _ when Elsewhere.Contains(type) => throw ElasticsearchException.Unsupported($"The analyzer [{type}]"),
            _ => null,
        };

        StandardTokenizer Standard() => new(settings.Number("max_token_length", 255));

        PipelineAnalyzer Pipeline(Tokenizer tokenizer, params TokenFilter[] filters) =>
            new(settings.Name, tokenizer, [.. filters.Where(static filter => filter is not StopFilter { IsEmpty: true })]);
    }
}
