namespace Files.Uploads;

/// <summary>A file that is in its store, and perhaps not yet in the database.</summary>
internal sealed record StoredFile(
    Guid Id,
    string FileName,
    string ContentType,
    long Size,
    string Sha256,
    string Target,
    string Bucket,
    string Key,
    string Url
);
