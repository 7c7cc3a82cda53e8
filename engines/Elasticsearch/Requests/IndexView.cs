using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>One index as one search sees it.</summary>
/// <param name="MaxResultWindow">The setting <c>index.max_result_window</c>; from + size beyond it are refused.</param>
/// <param name="FindAnalyzer">By name, the index's own and the built-in ones; null when there is none.</param>
public sealed record IndexView(
    string Name,
    IndexSnapshot Snapshot,
    IIndexMapping Mapping,
    int MaxResultWindow,
    Func<string, Analyzer?> FindAnalyzer
);
