using System.Data.Common;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Platform.Dashboard.Explorers.S3;

/// <summary>Buckets, folders, objects; of an object its headers and its beginning. Sends ListBuckets, ListObjectsV2, HeadObject and GetObject only.</summary>
internal sealed class S3Explorer : IExplorer
{
    private const int ListLimit = 1_000;

    private readonly AmazonS3Client client;

    public S3Explorer(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        string Part(string key) =>
            parts.TryGetValue(key, out var value) && value is string { Length: > 0 } text ? text : throw new FormatException(key);
        client = new AmazonS3Client(
            new BasicAWSCredentials(Part("AccessKey"), Part("SecretKey")),
            new AmazonS3Config
            {
                ServiceURL = Part("Endpoint"),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                Timeout = TimeSpan.FromSeconds(5),
                MaxErrorRetry = 0,
                UseHttp = Part("Endpoint").StartsWith("http:", StringComparison.OrdinalIgnoreCase),
            }
        );
    }

    public ExplorerKind Kind => ExplorerKind.S3;

    public string QueryLanguage => "none";

    public IReadOnlyList<ExplorerAction> Actions { get; } = [new("headers", "Headers", ["object"], [])];

    public Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(() =>
            ExplorerPath.Split(path) switch
            {
                [] => BucketsAsync(cancellationToken),
                [var bucket] => ObjectsAsync(bucket, "", page, cancellationToken),
                [var bucket, var prefix] => ObjectsAsync(bucket, prefix, page, cancellationToken),
                _ => throw ExplorerPath.Nothing(path),
            }
        );

    public Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            var (bucket, key) = Object(path);
            var head = await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = bucket, Key = key },
                cancellationToken
            );
            if (head.ContentLength == 0)
            {
                return new ExplorerContent
                {
                    Text = "",
                    Format = "text",
                    Notice = "0 B",
                };
            }
            var request = new GetObjectRequest
            {
                BucketName = bucket,
                Key = key,
                ByteRange = new ByteRange(0, ObjectPreview.Limit(head) - 1),
            };
            using var answer = await client.GetObjectAsync(request, cancellationToken);
            using var bytes = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
            return ObjectPreview.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), head.ContentLength);
        });

    public Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken) =>
        throw new ExplorerException("S3 has no queries: open a folder, or type its prefix.");

    public Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    ) =>
        AskAsync(async () =>
        {
            if (action != "headers")
            {
                throw new ExplorerException($"S3 has no action '{action}' for '{path}'.");
            }
            var (bucket, key) = Object(path);
            var head = await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = bucket, Key = key },
                cancellationToken
            );
            return new ExplorerContent
            {
                Columns = [new("header"), new("value")],
                Rows =
                [
                    ["Content-Length", $"{head.ContentLength}"],
                    .. head
                        .Headers.Keys.Where(name => name != "Content-Length")
                        .Select(name => (IReadOnlyList<string?>)[name, head.Headers[name]]),
                    .. head.Metadata.Keys.Select(name => (IReadOnlyList<string?>)[name, head.Metadata[name]]),
                    ["ETag", head.ETag],
                ],
            };
        });

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ExplorerListing> BucketsAsync(CancellationToken cancellationToken)
    {
        var answer = await client.ListBucketsAsync(new ListBucketsRequest(), cancellationToken);
        return new([
            .. (answer.Buckets ?? []).Select(bucket => new ExplorerEntry(
                ExplorerPath.Join(bucket.BucketName),
                bucket.BucketName,
                "bucket",
                true,
                false
            )),
        ]);
    }

    private async Task<ExplorerListing> ObjectsAsync(string bucket, string prefix, PageRequest page, CancellationToken cancellationToken)
    {
        var answer = await client.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = bucket,
                Prefix = prefix,
                Delimiter = "/",
                MaxKeys = Math.Clamp(page.Limit, 1, ListLimit),
                ContinuationToken = page.After,
            },
            cancellationToken
        );
        return new(
            [
                .. (answer.CommonPrefixes ?? []).Select(folder => new ExplorerEntry(
                    ExplorerPath.Join(bucket, folder),
                    folder[prefix.Length..],
                    "folder",
                    true,
                    false
                )),
                .. (answer.S3Objects ?? []).Select(one => new ExplorerEntry(
                    ExplorerPath.Join(bucket, one.Key),
                    one.Key[prefix.Length..],
                    "object",
                    CanOpen: false,
                    CanRead: true,
                    $"{ValueText.Bytes(one.Size ?? 0)}, {one.LastModified?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"
                )),
            ],
            answer.IsTruncated == true ? answer.NextContinuationToken : null
        );
    }

    private static (string Bucket, string Key) Object(string path) =>
        ExplorerPath.Split(path) is [var bucket, var key] ? (bucket, key) : throw ExplorerPath.Nothing(path);

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception error)
        {
            throw new ExplorerException($"S3 says {(int)error.StatusCode} {error.ErrorCode}: {error.Message}", error);
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or TimeoutException)
        {
            throw new ExplorerException($"S3 cannot be reached: {error.Message}", error) { Unreachable = true };
        }
    }
}
