using Platform.Engines.ObjectStorage.Operations;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>All that is served. What is not here is answered with NotImplemented and its name.</summary>
internal static class RouteTable
{
    private static readonly string[] List = ["prefix", "delimiter", "encoding-type", "max-keys"];
    private static readonly string[] Read =
    [
        "versionId",
        "partNumber",
        "response-cache-control",
        "response-content-disposition",
        "response-content-encoding",
        "response-content-language",
        "response-content-type",
        "response-expires",
    ];

    public static readonly IReadOnlyList<Route> All =
    [
        new(
            "ListBuckets",
            "GET",
            Level.Service,
            "",
            "s3:ListAllMyBuckets",
            Buckets.ListAsync,
            "prefix",
            "max-buckets",
            "continuation-token",
            "bucket-region"
        ),
        new("CreateBucket", "PUT", Level.Bucket, "", "s3:CreateBucket", Buckets.CreateAsync),
        new("DeleteBucket", "DELETE", Level.Bucket, "", "s3:DeleteBucket", Buckets.DeleteAsync),
        new("HeadBucket", "HEAD", Level.Bucket, "", "s3:ListBucket", Buckets.HeadAsync),
        new("GetBucketLocation", "GET", Level.Bucket, "location", "s3:GetBucketLocation", Buckets.LocationAsync),
        new("ListObjects", "GET", Level.Bucket, "", "s3:ListBucket", Listings.ObjectsAsync, [.. List, "marker"]),
        new(
            "ListObjectsV2",
            "GET",
            Level.Bucket,
            "list-type",
            "s3:ListBucket",
            Listings.ObjectsV2Async,
            [.. List, "continuation-token", "fetch-owner", "start-after"]
        ),
        new(
            "ListObjectVersions",
            "GET",
            Level.Bucket,
            "versions",
            "s3:ListBucketVersions",
            Listings.VersionsAsync,
            [.. List, "key-marker", "version-id-marker"]
        ),
        new(
            "ListMultipartUploads",
            "GET",
            Level.Bucket,
            "uploads",
            "s3:ListBucketMultipartUploads",
            Listings.UploadsAsync,
            "prefix",
            "delimiter",
            "encoding-type",
            "max-uploads",
            "key-marker",
            "upload-id-marker"
        ),
        new("DeleteObjects", "POST", Level.Bucket, "delete", "s3:DeleteObject", Deletions.ManyAsync),
        new("PostObject", "POST", Level.Bucket, "", "", FormUpload.PostAsync),
        new("GetBucketVersioning", "GET", Level.Bucket, "versioning", "s3:GetBucketVersioning", Configurations.GetVersioningAsync),
        new("PutBucketVersioning", "PUT", Level.Bucket, "versioning", "s3:PutBucketVersioning", Configurations.PutVersioningAsync),
        .. Configurations.Routes,
        .. FixedAnswers.Routes,
        new("GetObject", "GET", Level.Object, "", "s3:GetObject", Reading.GetAsync, Read),
        new("HeadObject", "HEAD", Level.Object, "", "s3:GetObject", Reading.HeadAsync, Read),
        new("PutObject", "PUT", Level.Object, "", "s3:PutObject", Writing.PutAsync),
        new("DeleteObject", "DELETE", Level.Object, "", "s3:DeleteObject", Deletions.OneAsync, "versionId"),
        new("GetObjectTagging", "GET", Level.Object, "tagging", "s3:GetObjectTagging", ObjectTagging.GetAsync, "versionId"),
        new("PutObjectTagging", "PUT", Level.Object, "tagging", "s3:PutObjectTagging", ObjectTagging.PutAsync, "versionId"),
        new("DeleteObjectTagging", "DELETE", Level.Object, "tagging", "s3:DeleteObjectTagging", ObjectTagging.DeleteAsync, "versionId"),
        new("CreateMultipartUpload", "POST", Level.Object, "uploads", "s3:PutObject", MultipartUploads.CreateAsync),
        new("UploadPart", "PUT", Level.Object, "uploadId", "s3:PutObject", MultipartUploads.PutPartAsync, "partNumber"),
        new(
            "ListParts",
            "GET",
            Level.Object,
            "uploadId",
            "s3:ListMultipartUploadParts",
            MultipartUploads.ListPartsAsync,
            "max-parts",
            "part-number-marker",
            "encoding-type"
        ),
        new("CompleteMultipartUpload", "POST", Level.Object, "uploadId", "s3:PutObject", MultipartCompletion.CompleteAsync),
        new("AbortMultipartUpload", "DELETE", Level.Object, "uploadId", "s3:AbortMultipartUpload", MultipartUploads.AbortAsync),
    ];

    // Sub-resources of S3 that are not served, so that they are named and not taken for a plain request.
    private static readonly string[] Refused =
    [
        "analytics",
        "attributes",
        "intelligent-tiering",
        "inventory",
        "legal-hold",
        "metadataConfiguration",
        "metadataTable",
        "metrics",
        "renameObject",
        "restore",
        "retention",
        "select",
        "session",
        "torrent",
    ];

    private static readonly HashSet<string> SubResources =
    [
        .. All.Select(route => route.SubResource).Where(name => name.Length > 0),
        .. Refused,
    ];
    private static readonly Dictionary<(string, Level, string), Route> Index = All.ToDictionary(route =>
        (route.Method, route.Level, route.SubResource)
    );

    public static Route Find(string method, RequestTarget target)
    {
        var level =
            target.Key is not null ? Level.Object
            : target.Bucket is not null ? Level.Bucket
            : Level.Service;
        var named = target.Query.Pairs.Select(pair => pair.Key).Where(SubResources.Contains).Distinct().ToArray();
        if (named.Length > 1)
            throw S3Errors.InvalidArgument("Conflicting query string parameters: " + string.Join(", ", named), "ResourceType", named[0]);
        var subResource = named.FirstOrDefault("");
        if (!Index.TryGetValue((method, level, subResource), out var route))
            throw subResource.Length > 0
                ? S3Errors.NotImplemented($"{method} with the sub-resource '?{subResource}' on {Describe(level)}")
                : S3Errors.MethodNotAllowed(method);
        foreach (var pair in target.Query.Pairs)
            if (pair.Key != subResource && !route.Parameters.Contains(pair.Key) && !IsOfEveryRequest(pair.Key))
                throw S3Errors.NotImplemented($"the query parameter '{pair.Key}' of {route.Name}");
        return route;
    }

    // Signatures, the SDKs' x-id, and what S3 passes over for its logs.
    private static bool IsOfEveryRequest(string name) => name.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    private static string Describe(Level level) =>
        level switch
        {
            Level.Object => "an object",
            Level.Bucket => "a bucket",
            _ => "the service",
        };
}
