using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>Elasticsearch's plain highlighter: analyzes the values again and marks what the query looks for.</summary>
public static class Highlighter
{
    /// <param name="values">Of the field, as the source has them.</param>
    /// <returns>Empty when nothing is to be shown.</returns>
    public static IReadOnlyList<string> Fragments(MappedField field, IReadOnlyList<string> values, Query query, HighlightOptions options) =>
        [];
}
