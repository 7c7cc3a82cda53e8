namespace Platform.Engines.Elasticsearch.Index;

/// <summary>A text or keyword field of one segment, by term.</summary>
internal sealed class InvertedField
{
    public required TermDictionary Terms { get; init; }

    public required Postings Postings { get; init; }

    /// <summary>Lengths by document, see <see cref="LengthNorm"/>; null for keywords and where the mapping has none.</summary>
    public required byte[]? Norms { get; init; }

    /// <summary>Which documents have a value, even one without terms.</summary>
    public required Bits Present { get; init; }

    /// <summary>Documents with a term.</summary>
    public required int DocumentCount { get; init; }

    public required long TotalTermFrequency { get; init; }

    public long MemoryBytes => Terms.MemoryBytes + Postings.MemoryBytes + (Norms?.Length ?? 0) + Present.MemoryBytes;

    public PostingsCursor Open(int term) => new(Postings, term, Terms.DocumentFrequency(term));
}
