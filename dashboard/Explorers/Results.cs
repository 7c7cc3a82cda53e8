namespace Platform.Dashboard.Explorers;

/// <param name="After">Where the page before ended, as its answer said; null: from the start.</param>
/// <param name="Limit">Entries at most; explorers bound it again.</param>
public sealed record PageRequest(string? After = null, int Limit = 100);

/// <param name="Kind">database, table, view, prefix, key, topic, partition, group, index, alias, bucket, folder or object.</param>
/// <param name="CanOpen">It has entries of its own.</param>
/// <param name="CanRead">It has contents.</param>
/// <param name="Facts">A few words beside the name: rows, size, partitions.</param>
public sealed record ExplorerEntry(string Path, string Name, string Kind, bool CanOpen, bool CanRead, string? Facts = null);

/// <param name="Next">What to ask for to go on; null at the end.</param>
public sealed record ExplorerListing(IReadOnlyList<ExplorerEntry> Entries, string? Next = null, string? Notice = null);

/// <param name="Type">The store's own word.</param>
public sealed record ExplorerColumn(string Name, string? Type = null, bool IsNumeric = false);

/// <summary>A table, or a text, or both.</summary>
public sealed record ExplorerContent
{
    public IReadOnlyList<ExplorerColumn> Columns { get; init; } = [];

    /// <summary>Values as text; null is the store's null. Long ones are cut, which an ellipsis tells.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; } = [];

    public string? Text { get; init; }

    /// <summary>text, json, hex or image.</summary>
    public string? Format { get; init; }

    /// <summary>What to ask for to go on; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>That something was left out, or what it cost.</summary>
    public string? Notice { get; init; }
}

/// <summary>Something to ask of a store that only tells: a plan, statistics, the lag of groups.</summary>
/// <param name="AppliesTo">Kinds of entries; empty: the store itself.</param>
public sealed record ExplorerAction(string Name, string DisplayName, IReadOnlyList<string> AppliesTo, IReadOnlyList<string> Inputs);

/// <summary>The message is for the person who asked: what was tried, what the store said.</summary>
public sealed class ExplorerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where the store could not be reached, false where it would not answer this.</summary>
    public bool Unreachable { get; init; }
}
