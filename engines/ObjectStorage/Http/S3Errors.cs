using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>S3's error codes with the status and wording that clients know.</summary>
internal static class S3Errors
{
    public static S3Exception AccessDenied(string message = "Access Denied.") => new(403, "AccessDenied", message);

    public static S3Exception AclNotSupported() => new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs.");

    public static S3Exception BadDigest(string what) =>
        new(400, "BadDigest", $"The {what} you specified did not match the calculated checksum.");

    public static S3Exception BucketAlreadyOwnedByYou(string bucket) =>
        new(409, "BucketAlreadyOwnedByYou", "The bucket you tried to create already exists, and you own it.", ("BucketName", bucket));

    public static S3Exception BucketNotEmpty(string bucket) =>
        new(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.", ("BucketName", bucket));

    /// <param name="asked">Whether the marker's version was asked for, not the key.</param>
    public static S3Exception DeleteMarker(ObjectVersion marker, bool asked)
    {
        Dictionary<string, string> headers = new() { ["x-amz-delete-marker"] = "true", ["x-amz-version-id"] = marker.VersionId };
        return asked
            ? new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.") { Headers = headers }
            : new(404, "NoSuchKey", "The specified key does not exist.", ("Key", marker.Key)) { Headers = headers };
    }

    public static S3Exception EntityTooLarge(long limit) =>
        new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.", ("MaxSizeAllowed", limit.ToString()));

    public static S3Exception IncompleteBody() =>
        new(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header.");

    public static S3Exception InvalidArgument(string message, string? name = null, string? value = null) =>
        name is null
            ? new(400, "InvalidArgument", message)
            : new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value ?? ""));

    public static S3Exception InvalidDigest(string what) => new(400, "InvalidDigest", $"The {what} you specified was invalid.");

    public static S3Exception InvalidRange(string range, long size) =>
        new(
            416,
            "InvalidRange",
            "The requested range is not satisfiable.",
            ("RangeRequested", range),
            ("ActualObjectSize", size.ToString())
        )
        {
            Headers = new() { ["Content-Range"] = $"bytes */{size}" },
        };

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception InvalidUri() => new(400, "InvalidURI", "Could not parse the specified URI.");

    public static S3Exception KeyTooLong() => new(400, "KeyTooLongError", "Your key is too long.", ("MaxSizeAllowed", "1024"));

    public static S3Exception MalformedXml(string why) =>
        new(400, "MalformedXML", $"The XML you provided was not well-formed or did not validate against our published schema: {why}");

    public static S3Exception MetadataTooLarge() =>
        new(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size.", ("MaxSizeAllowed", "2048"));

    public static S3Exception MethodNotAllowed(string method) =>
        new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", ("Method", method));

    public static S3Exception MissingContentLength() =>
        new(
            411,
            "MissingContentLength",
            "You must provide the Content-Length HTTP header (x-amz-decoded-content-length for aws-chunked bodies)."
        );

    public static S3Exception NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist.", ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Exception NoSuchUpload(string upload) =>
        new(
            404,
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            ("UploadId", upload)
        );

    public static S3Exception NoSuchVersion(string key, string version) =>
        new(404, "NoSuchVersion", "The specified version does not exist.", ("Key", key), ("VersionId", version));

    /// <summary>What this server does not do, by name: an honest refusal instead of a wrong success.</summary>
    public static S3Exception NotImplemented(string what) =>
        new(501, "NotImplemented", $"This server does not implement {what}. What it serves stands in engines/ObjectStorage/README.md.");

    public static S3Exception PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", ("Condition", condition));

    public static S3Exception SlowDown() => new(503, "SlowDown", "Too many requests send a body at the same time. Please try again.");
}
