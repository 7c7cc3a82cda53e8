namespace Platform.Engines.ObjectStorage.Store;

/// <summary>What the journal holds: one record is one commit.</summary>
internal abstract record StoreRecord(string Bucket);

/// <param name="Region">Where its maker wants it to be; all are here.</param>
internal sealed record BucketCreated(string Bucket, DateTimeOffset At, string Region) : StoreRecord(Bucket);

internal sealed record BucketDeleted(string Bucket) : StoreRecord(Bucket);

/// <param name="Document">The configuration as it is to be returned; null to remove it.</param>
internal sealed record BucketConfigured(string Bucket, string Kind, string? Document) : StoreRecord(Bucket);

/// <param name="UploadId">The multipart upload that this version completes.</param>
internal sealed record VersionCommitted(string Bucket, ObjectVersion Version, string? UploadId) : StoreRecord(Bucket);

internal sealed record VersionRemoved(string Bucket, string Key, string VersionId) : StoreRecord(Bucket);

internal sealed record VersionTagged(string Bucket, string Key, string VersionId, IReadOnlyList<KeyValuePair<string, string>> Tags)
    : StoreRecord(Bucket);

internal sealed record UploadStarted(string Bucket, MultipartUpload Upload) : StoreRecord(Bucket);

internal sealed record PartCommitted(string Bucket, string UploadId, ObjectPart Part) : StoreRecord(Bucket);

internal sealed record UploadAborted(string Bucket, string UploadId) : StoreRecord(Bucket);
