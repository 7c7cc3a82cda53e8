namespace Platform.Engines.Elasticsearch.Index;

/// <summary>All terms of one field, in the order of their UTF-8 bytes.</summary>
public abstract class TermDictionary
{
    public abstract int Count { get; }

    public abstract string Term(int ordinal);

    /// <summary>In how many documents, deleted ones included.</summary>
    public abstract int DocumentFrequency(int ordinal);

    /// <summary>The ordinal of the first term not before <paramref name="term"/>; <see cref="Count"/> when there is none.</summary>
    public abstract int Seek(string term);
}
