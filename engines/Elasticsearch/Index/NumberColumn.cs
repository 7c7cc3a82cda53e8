namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The numbers of one field, by document.</summary>
public abstract class NumberColumn
{
    /// <summary>Ascending, as <see cref="Mapping.SortableNumber"/> codes them; empty for a document without.</summary>
    public abstract ReadOnlySpan<long> Values(int document);
}
