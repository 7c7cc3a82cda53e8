using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>One version of an object, or a delete marker; never changed but for its tags.</summary>
internal sealed record ObjectVersion(string Key, string VersionId, DateTimeOffset LastModified)
{
    /// <summary>The id of versions written while versioning was off or suspended.</summary>
    public const string Null = "null";

    public bool IsDeleteMarker { get; init; }

    public long Size { get; init; }

    /// <summary>Without quotes: an MD5 in hex, <c>-N</c> behind it for a multipart object.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Content-Type and the like, and <c>x-amz-meta-*</c> in lower case, as they are to be answered.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public Checksum? Checksum { get; init; }

    public bool IsMultipart { get; init; }

    /// <summary>Where the bytes lie, in order. An empty object has none.</summary>
    public IReadOnlyList<ObjectPart> Parts { get; init; } = [];
}

/// <summary>A part of a multipart object, or all of a plain one.</summary>
/// <param name="Blob">Null for a part without bytes.</param>
/// <param name="Checksum">Base64, by the upload's algorithm.</param>
internal sealed record ObjectPart(int Number, Guid? Blob, long Size, string ETag, string? Checksum, DateTimeOffset LastModified);

/// <summary>A multipart upload that was neither completed nor aborted.</summary>
internal sealed record MultipartUpload(string UploadId, string Key, DateTimeOffset Started)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public ChecksumAlgorithm? Algorithm { get; init; }

    public ChecksumType Type { get; init; }

    public SortedDictionary<int, ObjectPart> Parts { get; } = [];

    /// <summary>A part that was uploaded again meanwhile has taken the old one's blob with it.</summary>
    /// <exception cref="S3Exception">One of these is not this upload's any more.</exception>
    public void CheckParts(IReadOnlyList<ObjectPart> parts)
    {
        foreach (var part in parts)
            if (Parts.GetValueOrDefault(part.Number) != part)
                throw new S3Exception(400, "InvalidPart", "A part was uploaded again while the upload was being completed.");
    }
}
