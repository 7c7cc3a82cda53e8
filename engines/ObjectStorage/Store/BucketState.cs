using Platform.Engines.ObjectStorage.Http;

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

    /// <summary>What a reader of the key gets; null when there is nothing, or it was deleted.</summary>
    public ObjectVersion? Current(string key) => Keys.Find(key)?.Latest is { IsDeleteMarker: false } latest ? latest : null;

    /// <param name="versionId">Null for the latest.</param>
    /// <exception cref="S3Exception">There is none, or it is a delete marker.</exception>
    public ObjectVersion Version(string key, string? versionId)
    {
        var entry = Keys.Find(key);
        var version = versionId is null ? entry?.Latest : entry?.Versions.Find(candidate => candidate.VersionId == versionId);
        if (version is null)
            throw versionId is null ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchVersion(key, versionId);
        return version.IsDeleteMarker ? throw S3Errors.DeleteMarker(version, asked: versionId is not null) : version;
    }

    public string NextVersionId() => Versioning == Versioning.Enabled ? SecretId.New() : ObjectVersion.Null;

    /// <exception cref="S3Exception">There is none.</exception>
    public MultipartUpload Upload(string key, string uploadId) =>
        Uploads.GetValueOrDefault(uploadId) is { } upload && upload.Key == key ? upload : throw S3Errors.NoSuchUpload(uploadId);
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
