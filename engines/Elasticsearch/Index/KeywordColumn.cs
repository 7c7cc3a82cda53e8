namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The keywords of one field, by document, as ordinals into the sorted list of all.</summary>
public sealed class KeywordColumn
{
    private readonly TermDictionary terms;
    private readonly int[] ordinals;
    private readonly int[]? starts;

    internal KeywordColumn(TermDictionary terms, int[] ordinals, int[]? starts) =>
        (this.terms, this.ordinals, this.starts) = (terms, ordinals, starts);

    public int TermCount => terms.Count;

    internal TermDictionary Terms => terms;

    internal long MemoryBytes => (4L * ordinals.Length) + (4L * (starts?.Length ?? 0));

    /// <summary>Ordinals follow the terms' UTF-8 bytes.</summary>
    public string Term(int ordinal) => terms.Term(ordinal);

    /// <summary>Ascending, each once; empty for a document without.</summary>
    public ReadOnlySpan<int> Ordinals(int document) =>
        starts is null ? ordinals.AsSpan(document, 1) : ordinals.AsSpan(starts[document], starts[document + 1] - starts[document]);
}
