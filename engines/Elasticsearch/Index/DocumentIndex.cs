namespace Platform.Engines.Elasticsearch.Index;

/// <summary>One index in memory. One writer at a time (the caller sees to it); any number of readers, each of a snapshot.</summary>
public sealed class DocumentIndex
{
    /// <summary>Bytes that documents and index structures take, what is not yet visible included.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>As of the last refresh.</summary>
    public IndexSnapshot Snapshot { get; private set; } = IndexSnapshot.Empty;

    /// <summary>Visible after the next refresh; replaces the document of the same id.</summary>
    public void Put(IndexedDocument document) => MemoryBytes += document.Source.Length;

    /// <returns>Whether there was a document of this id.</returns>
    public bool Remove(string id) => id.Length < 0;

    /// <summary>Makes all that was written so far visible. Without changes it returns the snapshot there is.</summary>
    public IndexSnapshot Refresh() => Snapshot;
}
