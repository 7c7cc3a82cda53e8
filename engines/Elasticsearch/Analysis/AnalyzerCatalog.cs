using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>The analyzers of one index: the built-in ones, and those that its settings make.</summary>
public sealed class AnalyzerCatalog
{
    /// <summary>The built-in ones alone.</summary>
    public static AnalyzerCatalog BuiltIn { get; } = Create(null);

    /// <param name="analysis">The object under <c>index.analysis</c>; null: none.</param>
    /// <param name="maxNgramDiff">The setting <c>index.max_ngram_diff</c>.</param>
    /// <exception cref="ElasticsearchException">The settings name something unknown, or do not fit together.</exception>
    public static AnalyzerCatalog Create(JsonElement? analysis, int maxNgramDiff = 1) => new();

    /// <summary>The analyzer of text fields that name none: <c>default</c> of the settings, else <c>standard</c>.</summary>
    public Analyzer Default => Find("default") ?? Find("standard")!;

    /// <summary>What analyzes the queries of text fields that name no analyzer: <c>default_search</c> of the settings, else <see cref="Default"/>.</summary>
    public Analyzer DefaultSearch => Find("default_search") ?? Default;

    /// <summary>Null when there is none of the name.</summary>
    public Analyzer? Find(string name) =>
        name is "standard" or "simple" or "whitespace" or "keyword" or "stop" or "english" or "cjk" ? new WordAnalyzer(name) : null;

    private sealed class WordAnalyzer(string name) : Analyzer
    {
        public override string Name => name;

        public override void Analyze(string text, TokenSink sink)
        {
            var start = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var inWord = i < text.Length && (name == "keyword" || char.IsLetterOrDigit(text[i]));
                if (inWord && start < 0)
                {
                    start = i;
                }
                else if (!inWord && start >= 0)
                {
                    var word = text[start..i];
                    sink.Add(name is "keyword" or "whitespace" ? word : word.ToLowerInvariant(), 1, start, i, "word");
                    start = -1;
                }
            }
        }
    }
}
