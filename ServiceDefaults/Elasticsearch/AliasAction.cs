namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>One change of an alias.</summary>
public sealed record AliasAction
{
    private AliasAction(string name, string index, string? alias, bool? isWriteIndex = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(index);
        (Name, Index, Alias, IsWriteIndex) = (name, index, alias, isWriteIndex);
    }

    /// <summary><c>add</c>, <c>remove</c> or <c>remove_index</c>.</summary>
    public string Name { get; }

    public string Index { get; }

    public string? Alias { get; }

    public bool? IsWriteIndex { get; }

    /// <param name="isWriteIndex">Whether writes to the alias go to this index, where it stands for several.</param>
    public static AliasAction Add(string index, string alias, bool? isWriteIndex = null) => new("add", index, alias, isWriteIndex);

    public static AliasAction Remove(string index, string alias) => new("remove", index, alias);

    /// <summary>Deletes the index itself.</summary>
    public static AliasAction RemoveIndex(string index) => new("remove_index", index, alias: null);
}
