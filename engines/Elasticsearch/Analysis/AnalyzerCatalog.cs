using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis.Filters;
using Platform.Engines.Elasticsearch.Analysis.Tokenizers;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>The analyzers of one index: the built-in ones, and those that its settings make.</summary>
public sealed class AnalyzerCatalog
{
    private readonly JsonElement? analysis;
    private readonly int maxNgramDiff;
    private readonly Dictionary<string, Analyzer> analyzers = new(StringComparer.Ordinal);

    private AnalyzerCatalog(JsonElement? analysis, int maxNgramDiff)
    {
        this.analysis = analysis;
        this.maxNgramDiff = maxNgramDiff;
    }

    /// <summary>The built-in ones alone.</summary>
    public static AnalyzerCatalog BuiltIn { get; } = Create(null);

    /// <summary>The analyzer of text fields that name none: <c>default</c> of the settings, else <c>standard</c>.</summary>
    public Analyzer Default => Find("default") ?? Find("standard")!;

    /// <summary>What analyzes the queries of text fields that name no analyzer: <c>default_search</c> of the settings, else <see cref="Default"/>.</summary>
    public Analyzer DefaultSearch => Find("default_search") ?? Default;

    internal bool HasSettings => analysis is not null;

    /// <param name="analysis">The object under <c>index.analysis</c>; null: none.</param>
    /// <param name="maxNgramDiff">The setting <c>index.max_ngram_diff</c>.</param>
    /// <exception cref="ElasticsearchException">The settings name something unknown, or do not fit together.</exception>
    public static AnalyzerCatalog Create(JsonElement? analysis, int maxNgramDiff = 1)
    {
        var catalog = new AnalyzerCatalog(analysis?.Clone(), maxNgramDiff);
        foreach (var type in BuiltInAnalyzers.Types)
        {
            catalog.analyzers[type] = BuiltInAnalyzers.Create(type, ComponentSettings.None(type))!;
        }

        if (analysis is null)
        {
            return catalog;
        }

        catalog.CheckGroups();

        // Those that no analyzer uses are made as well, so that their faults come to light.
        foreach (var (name, settings) in catalog.Group("tokenizer"))
        {
            catalog.CreateTokenizer(name, settings);
        }

        foreach (var (name, settings) in catalog.Group("filter"))
        {
            if (settings.Text("type") is not ("synonym" or "synonym_graph"))
            {
                catalog.CreateFilter(name, settings, catalog.analyzers["whitespace"]);
            }
        }

        foreach (var (name, settings) in catalog.Group("analyzer"))
        {
            catalog.analyzers[name] = catalog.CreateAnalyzer(settings);
        }

        return catalog;
    }

    /// <summary>Null when there is none of the name.</summary>
    public Analyzer? Find(string name) => analyzers.GetValueOrDefault(name);

    /// <summary>By name: one of the settings, or a built-in one. Null when there is none.</summary>
    internal Tokenizer? FindTokenizer(string name) =>
        Setting("tokenizer", name) is { } settings
            ? CreateTokenizer(name, settings)
            : TokenizerFactory.Create(name, ComponentSettings.None(name), maxNgramDiff);

    /// <summary>By name: one of the settings, or a built-in one. Null when there is none.</summary>
    internal TokenFilter? FindFilter(string name, Analyzer before) =>
        Setting("filter", name) is { } settings
            ? CreateFilter(name, settings, before)
            : FilterFactory.Create(name, ComponentSettings.None(name), named: true, before, maxNgramDiff);

    /// <summary>One that a request describes in place.</summary>
    internal Tokenizer? CreateTokenizer(ComponentSettings settings, string type) => TokenizerFactory.Create(type, settings, maxNgramDiff);

    /// <summary>One that a request describes in place.</summary>
    internal TokenFilter? CreateFilter(ComponentSettings settings, string type, Analyzer before) =>
        FilterFactory.Create(type, settings, named: false, before, maxNgramDiff);

    /// <summary>The tokenizer <c>lowercase</c> is two things in one.</summary>
    internal static IEnumerable<TokenFilter> ImpliedFilters(string tokenizerType) =>
        tokenizerType == "lowercase" ? [new LowercaseFilter()] : [];

    internal string TokenizerType(string name) => Setting("tokenizer", name)?.Text("type") ?? name;

    private Tokenizer CreateTokenizer(string name, ComponentSettings settings)
    {
        var type = settings.Text("type") ?? throw WithoutType("tokenizer", name);
        return TokenizerFactory.Create(type, settings, maxNgramDiff) ?? throw UnknownType("tokenizer", type, name);
    }

    private TokenFilter CreateFilter(string name, ComponentSettings settings, Analyzer before)
    {
        var type = settings.Text("type") ?? throw WithoutType("filter", name);
        return FilterFactory.Create(type, settings, named: false, before, maxNgramDiff) ?? throw UnknownType("filter", type, name);
    }

    private Analyzer CreateAnalyzer(ComponentSettings settings)
    {
        var type = settings.Text("type") ?? (settings.Has("tokenizer") ? "custom" : throw WithoutType("analyzer", settings.Name));
        return type == "custom"
            ? CreateCustom(settings)
            : BuiltInAnalyzers.Create(type, settings) ?? throw UnknownType("analyzer", type, settings.Name);
    }

    private PipelineAnalyzer CreateCustom(ComponentSettings settings)
    {
        var tokenizerName =
            settings.Text("tokenizer")
            ?? throw ElasticsearchException.IllegalArgument($"Custom Analyzer [{settings.Name}] must be configured with a tokenizer");
        var tokenizer = FindTokenizer(tokenizerName) ?? throw NotFound("tokenizer", tokenizerName);
        if (settings.List("char_filter") is [var charFilter, ..])
        {
            throw ElasticsearchException.Unsupported($"The char_filter [{charFilter}] of analyzer [{settings.Name}]");
        }

        var gap = settings.Number("position_increment_gap", 100);
        var filters = ImpliedFilters(TokenizerType(tokenizerName)).ToList();
        foreach (var name in settings.List("filter") ?? [])
        {
            var before = new PipelineAnalyzer(settings.Name, tokenizer, [.. filters]);
            filters.Add(FindFilter(name, before) ?? throw NotFound("filter", name));
        }

        return new(settings.Name, tokenizer, [.. filters], gap);

        ElasticsearchException NotFound(string component, string name) =>
            ElasticsearchException.IllegalArgument($"Custom Analyzer [{settings.Name}] failed to find {component} under name [{name}]");
    }

    private void CheckGroups()
    {
        if (analysis is not { ValueKind: JsonValueKind.Object } groups)
        {
            throw ElasticsearchException.IllegalArgument("The setting [index.analysis] is not an object");
        }

        foreach (var group in groups.EnumerateObject())
        {
            switch (group.Name)
            {
                case "analyzer" or "tokenizer" or "filter" when group.Value.ValueKind == JsonValueKind.Object:
                    break;
                case "char_filter" or "normalizer" when group.Value.ValueKind == JsonValueKind.Object:
                    foreach (var component in group.Value.EnumerateObject())
                    {
                        throw ElasticsearchException.Unsupported($"The {group.Name} [{component.Name}]");
                    }

                    break;
                default:
                    throw ElasticsearchException.IllegalArgument(
                        $"unknown setting [index.analysis.{group.Name}] please check that any required plugins are installed, "
                            + "or check the breaking changes documentation for removed settings"
                    );
            }
        }
    }

    private IEnumerable<(string Name, ComponentSettings Settings)> Group(string group)
    {
        if (analysis is { } groups && groups.TryGetProperty(group, out var components))
        {
            foreach (var component in components.EnumerateObject())
            {
                yield return (component.Name, new(component.Name, component.Value));
            }
        }
    }

    private ComponentSettings? Setting(string group, string name) =>
        analysis is { } groups && groups.TryGetProperty(group, out var components) && components.TryGetProperty(name, out var settings)
            ? new ComponentSettings(name, settings)
            : null;

    private static ElasticsearchException WithoutType(string component, string name) =>
        ElasticsearchException.IllegalArgument($"{component} [{name}] must specify either an analyzer type, or a tokenizer");

    private static ElasticsearchException UnknownType(string component, string type, string name) =>
        ElasticsearchException.IllegalArgument($"Unknown {component} type [{type}] for [{name}]");
}
