using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

/// <summary>AWSSDK.S3 with its default settings: signed chunks with a CRC32 trailer.</summary>
public sealed class ObjectTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task An_object_comes_back_as_it_went()
    {
        var bucket = await s3.NewBucketAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var put = await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "folder/näme with +&? signs~.bin",
                InputStream = new MemoryStream(bytes),
                ContentType = "application/x-thing",
                Headers =
                {
                    CacheControl = "max-age=60",
                    ContentDisposition = "attachment; filename=\"a b.bin\"",
                    ContentEncoding = "identity",
                },
                Metadata = { ["x-amz-meta-colour"] = "blue" },
            }
        );
        put.ETag.ShouldBe($"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"");
        put.ChecksumCRC32.ShouldNotBeNullOrEmpty();

        using var got = await s3.Client.GetObjectAsync(bucket, "folder/näme with +&? signs~.bin");
        var back = new MemoryStream();
        await got.ResponseStream.CopyToAsync(back);
        back.ToArray().ShouldBe(bytes);
        got.Headers.ContentType.ShouldBe("application/x-thing");
        got.Headers.CacheControl.ShouldBe("max-age=60");
        got.Headers.ContentDisposition.ShouldBe("attachment; filename=\"a b.bin\"");
        got.Headers.ContentEncoding.ShouldBe("identity");
        got.Metadata["colour"].ShouldBe("blue");
        got.ETag.ShouldBe(put.ETag);
    }

    [Fact]
    public async Task How_the_body_travelled_is_not_what_the_object_is()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "plain", "text");
        var head = await s3.Client.GetObjectMetadataAsync(bucket, "plain");
        head.Headers.ContentEncoding.ShouldBeNullOrEmpty();
        head.ContentLength.ShouldBe(4);
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "empty/", "");
        (await s3.TextAsync(bucket, "empty/")).ShouldBeEmpty();
        (await s3.Client.GetObjectMetadataAsync(bucket, "empty/")).ETag.ShouldBe("\"d41d8cd98f00b204e9800998ecf8427e\"");
    }

    [Fact]
    public async Task A_later_put_replaces_and_a_deletion_removes()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "one");
        await s3.PutAsync(bucket, "key", "two");
        (await s3.TextAsync(bucket, "key")).ShouldBe("two");
        await s3.Client.DeleteObjectAsync(bucket, "key");
        await s3.Client.GetObjectAsync(bucket, "key").ShouldBeRefusedAsync("NoSuchKey", HttpStatusCode.NotFound);
        await s3.Client.DeleteObjectAsync(bucket, "key");
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(2, 4, "234")]
    [InlineData(8, 100, "89")]
    public async Task A_range_is_that_part(long start, long end, string expected)
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "digits", "0123456789");
        using var part = await s3.Client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = bucket,
                Key = "digits",
                ByteRange = new ByteRange(start, end),
            }
        );
        part.HttpStatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.ContentRange.ShouldBe($"bytes {start}-{start + expected.Length - 1}/10");
        (await new StreamReader(part.ResponseStream).ReadToEndAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task A_suffix_is_the_end_and_a_range_behind_the_end_is_refused()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "digits", "0123456789");
        using var part = await s3.Client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = bucket,
                Key = "digits",
                ByteRange = new ByteRange("bytes=-3"),
            }
        );
        (await new StreamReader(part.ResponseStream).ReadToEndAsync()).ShouldBe("789");
        await s3
            .Client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = bucket,
                    Key = "digits",
                    ByteRange = new ByteRange(10, 12),
                }
            )
            .ShouldBeRefusedAsync("InvalidRange", HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task Reads_and_writes_may_be_conditional()
    {
        var bucket = await s3.NewBucketAsync();
        PutObjectRequest Put(string? match, string? noneMatch) =>
            new()
            {
                BucketName = bucket,
                Key = "key",
                ContentBody = "x",
                IfMatch = match,
                IfNoneMatch = noneMatch,
            };
        await s3.Client.PutObjectAsync(Put("\"0\"", null)).ShouldBeRefusedAsync("NoSuchKey", HttpStatusCode.NotFound);
        var first = await s3.Client.PutObjectAsync(Put(null, "*"));
        await s3.Client.PutObjectAsync(Put(null, "*")).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
        await s3.Client.PutObjectAsync(Put("\"0\"", null)).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
        await s3.Client.PutObjectAsync(Put(first.ETag, null));

        GetObjectRequest Get() => new() { BucketName = bucket, Key = "key" };
        var same = Get();
        same.EtagToNotMatch = first.ETag;
        (await Should.ThrowAsync<AmazonS3Exception>(s3.Client.GetObjectAsync(same))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var other = Get();
        other.EtagToMatch = "\"0\"";
        await s3.Client.GetObjectAsync(other).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
        var later = Get();
        later.ModifiedSinceDate = DateTime.UtcNow.AddMinutes(1);
        (await Should.ThrowAsync<AmazonS3Exception>(s3.Client.GetObjectAsync(later))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var earlier = Get();
        earlier.UnmodifiedSinceDate = DateTime.UtcNow.AddMinutes(-1);
        await s3.Client.GetObjectAsync(earlier).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Tags_are_kept_counted_changed_and_removed()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                ContentBody = "x",
                TagSet = [new() { Key = "a b", Value = "c&d" }],
            }
        );
        using (var got = await s3.Client.GetObjectAsync(bucket, "key"))
            got.TagCount.ShouldBe(1);
        var tags = (await s3.Client.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "key" })).Tagging;
        tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("a b", "c&d")]);
        await s3.Client.PutObjectTaggingAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                Tagging = new() { TagSet = [new() { Key = "e", Value = "" }, new() { Key = "f", Value = "ü" }] },
            }
        );
        tags = (await s3.Client.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "key" })).Tagging;
        tags.Select(tag => tag.Key).ShouldBe(["e", "f"]);
        await s3.Client.DeleteObjectTaggingAsync(new() { BucketName = bucket, Key = "key" });
        (await s3.Client.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "key" })).Tagging.ShouldBeNull();
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task Every_checksum_that_the_SDK_computes_is_checked_and_returned(string algorithm)
    {
        var bucket = await s3.NewBucketAsync();
        var put = await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                ContentBody = "checked",
                ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
            }
        );
        var head = await s3.Client.GetObjectMetadataAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                ChecksumMode = ChecksumMode.ENABLED,
            }
        );
        string?[] sent = [put.ChecksumCRC32, put.ChecksumCRC32C, put.ChecksumSHA1, put.ChecksumSHA256];
        string?[] kept = [head.ChecksumCRC32, head.ChecksumCRC32C, head.ChecksumSHA1, head.ChecksumSHA256];
        sent.Count(value => !string.IsNullOrEmpty(value)).ShouldBe(1);
        kept.ShouldBe(sent);
    }
}
