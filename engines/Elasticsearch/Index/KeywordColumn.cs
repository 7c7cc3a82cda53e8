namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The keywords of one field, by document, as ordinals into the sorted list of all.</summary>
public abstract class KeywordColumn
{
    public abstract int TermCount { get; }

    /// <summary>Ordinals follow the terms' UTF-8 bytes.</summary>
    public abstract string Term(int ordinal);

    /// <summary>Ascending, each once; empty for a document without.</summary>
    public abstract ReadOnlySpan<int> Ordinals(int document);
}
