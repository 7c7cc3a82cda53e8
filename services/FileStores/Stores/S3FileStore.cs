using System.Buffers;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Platform.FileStores.Stores;

/// <summary>A bucket. What fits into one part is put whole; the rest goes up in parts, one at a time in memory, so that no length need be known.</summary>
/// <param name="url">Makes the address from bucket and key.</param>
public sealed class S3FileStore(IAmazonS3 client, string target, string bucket, Func<string, string, string> url) : IFileStore
{
    /// <summary>Bytes; S3 takes no smaller part but the last, and 10,000 of them.</summary>
    public const int PartSize = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public string Target => target;

    public string Bucket => bucket;

    public string UrlOf(string key) => url(bucket, key);

    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var part = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            var length = await content.ReadAtLeastAsync(part.AsMemory(0, PartSize), PartSize, throwOnEndOfStream: false, cancellationToken);
            await WithBucketAsync(
                () =>
                    length < PartSize
                        ? PutWholeAsync(key, part, length, contentType, cancellationToken)
                        : PutPartsAsync(key, content, part, contentType, cancellationToken),
                cancellationToken
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }

    public async Task<OpenedFile> OpenAsync(string key, string? range, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetObjectRequest { BucketName = bucket, Key = key };
            if (range is not null)
                request.ByteRange = new ByteRange(range);
            var response = await client.GetObjectAsync(request, cancellationToken);
            return new(response.ResponseStream, response.ContentLength, response.ContentRange, response);
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException($"There is no '{key}' in {target}'s bucket {bucket}.", key);
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(bucket, key, cancellationToken);
            var open = await client.ListMultipartUploadsAsync(
                new ListMultipartUploadsRequest { BucketName = bucket, Prefix = key },
                cancellationToken
            );
            foreach (var upload in open.MultipartUploads ?? [])
            {
                if (upload.Key == key)
                    await AbortAsync(key, upload.UploadId, cancellationToken);
            }
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            // Without the bucket there is nothing in it.
        }
    }

    public async Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        try
        {
            ListObjectsV2Response page;
            do
            {
                page = await client.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix }, cancellationToken);
                foreach (var found in page.S3Objects ?? [])
                    await client.DeleteObjectAsync(bucket, found.Key, cancellationToken);
            } while (page.IsTruncated is true);
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            // Without the bucket there is nothing in it.
        }
    }

    public Uri? Presign(string key, TimeSpan lifetime, string downloadName)
    {
        var request = PresignRequest(key, lifetime);
        request.ResponseHeaderOverrides.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(downloadName)}";
        return new(client.GetPreSignedURL(request));
    }

    public Uri ReadUrl(string key, TimeSpan lifetime) => new(client.GetPreSignedURL(PresignRequest(key, lifetime)));

    private GetPreSignedUrlRequest PresignRequest(string key, TimeSpan lifetime) =>
        new()
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = DateTime.UtcNow + lifetime,
            Protocol = client.Config.ServiceURL.StartsWith("https:", StringComparison.Ordinal) ? Protocol.HTTPS : Protocol.HTTP,
        };

    private async Task PutWholeAsync(string key, byte[] part, int length, string contentType, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(part, 0, length, writable: false);
        await client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = key,
                InputStream = body,
                ContentType = contentType,
                AutoCloseStream = false,
            },
            cancellationToken
        );
    }

    private async Task PutPartsAsync(string key, Stream content, byte[] part, string contentType, CancellationToken cancellationToken)
    {
        var upload = await client.InitiateMultipartUploadAsync(
            new()
            {
                BucketName = bucket,
                Key = key,
                ContentType = contentType,
            },
            cancellationToken
        );
        try
        {
            var tags = new List<PartETag>();
            for (var length = PartSize; length > 0; )
            {
                tags.Add(await PutPartAsync(key, upload.UploadId, tags.Count + 1, part, length, cancellationToken));
                length = await content.ReadAtLeastAsync(part.AsMemory(0, PartSize), PartSize, throwOnEndOfStream: false, cancellationToken);
            }
            await client.CompleteMultipartUploadAsync(
                new()
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload.UploadId,
                    PartETags = tags,
                },
                cancellationToken
            );
        }
        catch
        {
            // Whoever called may be gone already; whatever is left behind here is found by DeleteAsync.
            using var limit = new CancellationTokenSource(Patience);
            await TryAbortAsync(key, upload.UploadId, limit.Token);
            throw;
        }
    }

    private async Task<PartETag> PutPartAsync(
        string key,
        string uploadId,
        int number,
        byte[] part,
        int length,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream(part, 0, length, writable: false);
        var response = await client.UploadPartAsync(
            new()
            {
                BucketName = bucket,
                Key = key,
                UploadId = uploadId,
                PartNumber = number,
                PartSize = length,
                InputStream = body,
            },
            cancellationToken
        );
        return new PartETag(response);
    }

    private async Task TryAbortAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await AbortAsync(key, uploadId, cancellationToken);
        }
        catch (Exception failed)
            when (failed is Amazon.Runtime.AmazonServiceException or HttpRequestException or OperationCanceledException)
        {
            // The failure that led here is the one to tell of.
        }
    }

    private Task AbortAsync(string key, string uploadId, CancellationToken cancellationToken) =>
        client.AbortMultipartUploadAsync(bucket, key, uploadId, cancellationToken);

    /// <summary>A store that was started empty has no bucket yet.</summary>
    private async Task WithBucketAsync(Func<Task> put, CancellationToken cancellationToken)
    {
        try
        {
            await put();
        }
        catch (AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchBucket")
        {
            await CreateBucketAsync(cancellationToken);
            await put();
        }
    }

    private async Task CreateBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.PutBucketAsync(bucket, cancellationToken);
        }
        catch (AmazonS3Exception raced) when (raced.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // Another upload was quicker.
        }
    }
}
