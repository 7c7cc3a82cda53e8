namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>A document as the last operation on it left it.</summary>
/// <param name="Source">Its JSON as it was sent.</param>
internal sealed record StoredDocument(string Id, ReadOnlyMemory<byte> Source, long SeqNo, long Version, string? Routing)
{
    /// <summary>What it takes in memory beside its source, about: the object, its id, its entry in the table of ids.</summary>
    public int Overhead => 136 + 2 * Id.Length + 2 * (Routing?.Length ?? 0);
}

/// <summary>What is left of a deleted document, so that an older version does not bring it back.</summary>
internal readonly record struct Tombstone(string Id, long SeqNo, long Version);
