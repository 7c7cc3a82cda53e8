namespace Platform.Engines.ObjectStorage.Store;

internal enum Versioning
{
    Off,
    Enabled,
    Suspended,
}

/// <summary>A bucket in memory. Not thread-safe: the store's lock is held, except for what a single read of a reference tells.</summary>
internal sealed class BucketState(string name, DateTimeOffset created, string region)
{
    private IReadOnlyDictionary<string, string> documents = new Dictionary<string, string>();

    public string Name => name;

    public DateTimeOffset Created => created;

    public string Region => region;

    public KeyIndex Keys { get; } = new();

    public Dictionary<string, MultipartUpload> Uploads { get; } = [];

    /// <summary>Configurations by kind, as they are to be returned. Replaced, never changed.</summary>
    public IReadOnlyDictionary<string, string> Documents => documents;

    public Versioning Versioning =>
        documents.GetValueOrDefault(ConfigurationKinds.Versioning) switch
        {
            "Enabled" => Versioning.Enabled,
            "Suspended" => Versioning.Suspended,
            _ => Versioning.Off,
        };

    public void Configure(string kind, string? document)
    {
        var changed = new Dictionary<string, string>(documents);
        if (document is null)
            changed.Remove(kind);
        else
            changed[kind] = document;
        documents = changed;
    }
}

/// <summary>The configurations that a bucket stores.</summary>
internal static class ConfigurationKinds
{
    public const string Versioning = "versioning";
    public const string Cors = "cors";
    public const string Lifecycle = "lifecycle";
    public const string Policy = "policy";
    public const string Tagging = "tagging";
}
