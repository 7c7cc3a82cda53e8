namespace Platform.Dashboard.Explorers;

/// <summary>
/// A look inside one store. Nothing here writes: what a store offers to refuse writes (a role, a cursor, an allow-list) is used on top.
/// Paths are segments, each percent-encoded, joined by '/'; the empty path is the store itself.
/// </summary>
/// <remarks>Every member throws <see cref="ExplorerException"/> for what the asker can mend and for what the store answers.</remarks>
public interface IExplorer : IAsyncDisposable
{
    ExplorerKind Kind { get; }

    /// <summary>What <see cref="QueryAsync"/> takes, for the editor: sql, redis, kafka, json or none.</summary>
    string QueryLanguage { get; }

    /// <summary>What can be asked besides, by name.</summary>
    IReadOnlyList<ExplorerAction> Actions { get; }

    /// <summary>What lies under a path: databases, tables, key prefixes, topics, indices, buckets, folders.</summary>
    Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken);

    /// <summary>What is in it: rows, a key's value, messages, documents, an object's beginning.</summary>
    Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken);

    Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken);

    Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    );
}
