using System.Text;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Listing;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>ListObjects, ListObjectsV2, ListObjectVersions and ListMultipartUploads.</summary>
internal static class Listings
{
    public static Task ObjectsAsync(S3Request request)
    {
        var query = ListQuery.From(request.Query, "marker");
        var page = request.Store.Read(request.Bucket, bucket => KeyLister.Objects(bucket.Keys, query));
        var encode = Encoder(request);
        var answer = Begin("ListBucketResult", request, query, encode, "MaxKeys")
            .Element("Marker", encode(query.After))
            .Element("NextMarker", page.Last is { } last && query.Delimiter.Length > 0 ? encode(last) : null)
            .Element("IsTruncated", page.IsTruncated);
        foreach (var version in page.Items)
            Contents(answer, version, encode, withOwner: true);
        return request.AnswerAsync(CommonPrefixes(answer, page.CommonPrefixes, encode));
    }

    public static Task ObjectsV2Async(S3Request request)
    {
        if (request.Query["list-type"] != "2")
            throw S3Errors.InvalidArgument("Invalid List Type specified in Request", "list-type", request.Query["list-type"]);
        var token = request.Query["continuation-token"];
        var query = ListQuery.From(request.Query, "start-after");
        if (token is not null)
            query = query with { After = ReadToken(token) };
        var page = request.Store.Read(request.Bucket, bucket => KeyLister.Objects(bucket.Keys, query));
        var encode = Encoder(request);
        var answer = Begin("ListBucketResult", request, query, encode, "MaxKeys")
            .Element("KeyCount", page.Items.Count + page.CommonPrefixes.Count)
            .Element("StartAfter", request.Query["start-after"] is { Length: > 0 } startAfter ? encode(startAfter) : null)
            .Element("ContinuationToken", token)
            .Element("NextContinuationToken", page.Last is { } last ? WriteToken(last) : null)
            .Element("IsTruncated", page.IsTruncated);
        foreach (var version in page.Items)
            Contents(answer, version, encode, withOwner: request.Query["fetch-owner"] == "true");
        return request.AnswerAsync(CommonPrefixes(answer, page.CommonPrefixes, encode));
    }

    public static Task VersionsAsync(S3Request request)
    {
        var query = ListQuery.From(request.Query, "key-marker");
        var marker = request.Query["version-id-marker"] is { Length: > 0 } id ? id : null;
        if (marker is not null && query.After.Length == 0)
            throw S3Errors.InvalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", marker);
        var (page, latest) = request.Store.Read(
            request.Bucket,
            bucket =>
            {
                var found = KeyLister.Versions(bucket.Keys, query, marker);
                return (found, found.Items.Where(version => bucket.Keys.Find(version.Key)!.Latest == version).ToHashSet());
            }
        );
        var encode = Encoder(request);
        var answer = Begin("ListVersionsResult", request, query, encode, "MaxKeys")
            .Element("KeyMarker", encode(query.After))
            .Element("VersionIdMarker", marker ?? "")
            .Element("NextKeyMarker", page.Last is { } last ? encode(last) : null)
            .Element(
                "NextVersionIdMarker",
                page.Last is not null && page.Items.LastOrDefault() is { } item && item.Key == page.Last ? item.VersionId : null
            )
            .Element("IsTruncated", page.IsTruncated);
        foreach (var version in page.Items)
        {
            answer
                .Open(version.IsDeleteMarker ? "DeleteMarker" : "Version")
                .Element("Key", encode(version.Key))
                .Element("VersionId", version.VersionId)
                .Element("IsLatest", latest.Contains(version))
                .Element("LastModified", version.LastModified);
            if (!version.IsDeleteMarker)
                Describe(answer, version);
            answer.WithOwner().Close();
        }
        return request.AnswerAsync(CommonPrefixes(answer, page.CommonPrefixes, encode));
    }

    public static Task UploadsAsync(S3Request request)
    {
        var query = ListQuery.From(request.Query, "key-marker", "max-uploads");
        var idMarker = query.After.Length > 0 && request.Query["upload-id-marker"] is { Length: > 0 } id ? id : null;
        var page = request.Store.Read(request.Bucket, bucket => UploadLister.List(bucket.Uploads.Values, query, idMarker));
        var encode = Encoder(request);
        var answer = new XmlAnswer("ListMultipartUploadsResult")
            .Element("Bucket", request.Bucket)
            .Element("KeyMarker", encode(query.After))
            .Element("UploadIdMarker", idMarker ?? "")
            .Element("NextKeyMarker", encode(page.Last ?? ""))
            .Element(
                "NextUploadIdMarker",
                page.IsTruncated && page.Items.LastOrDefault() is { } item && item.Key == page.Last ? item.UploadId : ""
            )
            .Element("Prefix", encode(query.Prefix))
            .Element("Delimiter", query.Delimiter.Length > 0 ? encode(query.Delimiter) : null)
            .Element("EncodingType", request.Query["encoding-type"])
            .Element("MaxUploads", query.Max)
            .Element("IsTruncated", page.IsTruncated);
        foreach (var upload in page.Items)
            answer
                .Open("Upload")
                .Element("Key", encode(upload.Key))
                .Element("UploadId", upload.UploadId)
                .WithOwner("Initiator")
                .WithOwner()
                .Element("StorageClass", "STANDARD")
                .Element("Initiated", upload.Started)
                .Element("ChecksumAlgorithm", upload.Algorithm?.Name())
                .Element("ChecksumType", upload.Algorithm is null ? null : upload.Type.Name())
                .Close();
        return request.AnswerAsync(CommonPrefixes(answer, page.CommonPrefixes, encode));
    }

    /// <summary>Keys may hold what XML cannot: with <c>encoding-type=url</c> they are percent-encoded.</summary>
    public static Func<string, string> Encoder(S3Request request) =>
        request.Query["encoding-type"] switch
        {
            null or "" => text => text,
            "url" => text => SigV4.UriEncode(text, keepSlash: true),
            var other => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
        };

    private static XmlAnswer Begin(string root, S3Request request, ListQuery query, Func<string, string> encode, string max) =>
        new XmlAnswer(root)
            .Element("Name", request.Bucket)
            .Element("Prefix", encode(query.Prefix))
            .Element("Delimiter", query.Delimiter.Length > 0 ? encode(query.Delimiter) : null)
            .Element("EncodingType", request.Query["encoding-type"] is { Length: > 0 } type ? type : null)
            .Element(max, query.Max);

    private static void Contents(XmlAnswer answer, ObjectVersion version, Func<string, string> encode, bool withOwner)
    {
        answer.Open("Contents").Element("Key", encode(version.Key)).Element("LastModified", version.LastModified);
        Describe(answer, version);
        if (withOwner)
            answer.WithOwner();
        answer.Close();
    }

    private static void Describe(XmlAnswer answer, ObjectVersion version) =>
        answer
            .Element("ETag", $"\"{version.ETag}\"")
            .Element("ChecksumAlgorithm", version.Checksum?.Algorithm.Name())
            .Element("ChecksumType", version.Checksum?.Type.Name())
            .Element("Size", version.Size)
            .Element("StorageClass", "STANDARD");

    private static XmlAnswer CommonPrefixes(XmlAnswer answer, IReadOnlyList<string> prefixes, Func<string, string> encode)
    {
        foreach (var prefix in prefixes)
            answer.Open("CommonPrefixes").Element("Prefix", encode(prefix)).Close();
        return answer;
    }

    private static string WriteToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        return token.Length > 0 && Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
