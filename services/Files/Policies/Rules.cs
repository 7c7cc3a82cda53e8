namespace Files.Policies;

/// <summary>What is known of a file when its place is chosen.</summary>
/// <param name="Kind"><c>file</c> or <c>sheetmusic</c>.</param>
/// <param name="Size">Bytes; an upper bound when the file is still on its way, null when nothing is known.</param>
/// <param name="Requested">What the uploader asked for by name.</param>
public sealed record StorageFacts(string Kind, string ContentType, long? Size, string? Requested = null);

/// <param name="StoredOn">Where the file is.</param>
public sealed record ProcessingFacts(
    string Kind,
    string ContentType,
    long Size,
    string StoredOn,
    string? AnalysisType = null,
    string? Requested = null
);

/// <summary>Names a store for files that fit; what is not set fits everything.</summary>
public sealed class StorageRule
{
    /// <summary>Content types, <c>image/*</c> for a family.</summary>
    public IList<string> Types { get; } = [];

    public string? Kind { get; set; }

    /// <summary>Bytes, inclusive. A file of unknown size fits no bound.</summary>
    public long? MinBytes { get; set; }

    /// <summary>Bytes, inclusive.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>One of <c>StorageTargets</c>.</summary>
    public string Target { get; set; } = "";
}

/// <summary>Names a processing target for files that fit; what is not set fits everything.</summary>
public sealed class ProcessingRule
{
    /// <summary>Content types, <c>image/*</c> for a family.</summary>
    public IList<string> Types { get; } = [];

    public string? Kind { get; set; }

    /// <summary>Bytes, inclusive.</summary>
    public long? MinBytes { get; set; }

    /// <summary>Bytes, inclusive.</summary>
    public long? MaxBytes { get; set; }

    public string? StoredOn { get; set; }

    public string? AnalysisType { get; set; }

    /// <summary>One of <see cref="ProcessingTargets"/>.</summary>
    public string Target { get; set; } = "";
}

/// <summary>A target, or why there is none.</summary>
public readonly record struct Choice(string? Target, string? Refusal)
{
    public static Choice Of(string target) => new(target, null);

    public static Choice None(string refusal) => new(null, refusal);
}
