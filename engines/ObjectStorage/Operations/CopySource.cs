using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>Where a copy is taken from: <c>[/]bucket/key[?versionId=ID]</c>, the slash between them perhaps encoded.</summary>
internal sealed record CopySource(string Bucket, string Key, string? VersionId)
{
    public static CopySource Parse(string header)
    {
        // Before decoding: a question mark of the key is encoded, that of the version is not.
        const string marker = "?versionId=";
        var at = header.LastIndexOf(marker, StringComparison.Ordinal);
        var version = at < 0 ? null : RequestTarget.Decode(header[(at + marker.Length)..], plusIsSpace: false);
        var path = RequestTarget.Decode(at < 0 ? header : header[..at], plusIsSpace: false).TrimStart('/');
        var slash = path.IndexOf('/');
        return slash > 0 && slash < path.Length - 1
            ? new(path[..slash], path[(slash + 1)..], string.IsNullOrEmpty(version) ? null : version)
            : throw S3Errors.InvalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                "x-amz-copy-source",
                header
            );
    }

    /// <summary>The source, once its conditions hold and the reader may read it.</summary>
    public static ObjectVersion Open(S3Request request, out CopySource source, out IDisposable lease)
    {
        source = Parse(request.Header("x-amz-copy-source")!);
        Permissions.Check("s3:GetObject", source.Bucket, source.Key, !request.IsAnonymous, request.Store);
        var version = request.Store.Open(source.Bucket, source.Key, source.VersionId, out lease);
        try
        {
            if (!ReadConditions.Hold(request, version, "x-amz-copy-source-"))
                throw S3Errors.PreconditionFailed("x-amz-copy-source-If-None-Match or -If-Modified-Since");
        }
        catch
        {
            lease.Dispose();
            throw;
        }
        if (request.Store.Bucket(source.Bucket).Versioning != Versioning.Off)
            request.Response.Headers["x-amz-copy-source-version-id"] = version.VersionId;
        return version;
    }
}
