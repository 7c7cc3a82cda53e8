using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

public sealed class CopyTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task A_copy_has_the_bytes_and_what_describes_them()
    {
        var (from, to) = (await s3.NewBucketAsync(), await s3.NewBucketAsync());
        await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = from,
                Key = "folder/söurce +?.txt",
                ContentBody = "content",
                ContentType = "text/csv",
                Metadata = { ["kind"] = "original" },
                TagSet = [new() { Key = "t", Value = "1" }],
            }
        );
        var copy = await s3.Client.CopyObjectAsync(from, "folder/söurce +?.txt", to, "copy");
        copy.ETag.ShouldNotBeNullOrEmpty();
        var head = await s3.Client.GetObjectMetadataAsync(to, "copy");
        head.Headers.ContentType.ShouldBe("text/csv");
        head.Metadata["kind"].ShouldBe("original");
        using var got = await s3.Client.GetObjectAsync(to, "copy");
        got.TagCount.ShouldBe(1);

        await s3.Client.DeleteObjectAsync(from, "folder/söurce +?.txt");
        (await s3.TextAsync(to, "copy")).ShouldBe("content");
    }

    [Fact]
    public async Task Metadata_can_be_replaced_in_place_and_a_copy_that_changes_nothing_is_refused()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "content");
        CopyObjectRequest Request(S3MetadataDirective directive) =>
            new()
            {
                SourceBucket = bucket,
                SourceKey = "key",
                DestinationBucket = bucket,
                DestinationKey = "key",
                MetadataDirective = directive,
            };
        await s3
            .Client.CopyObjectAsync(Request(S3MetadataDirective.COPY))
            .ShouldBeRefusedAsync("InvalidRequest", HttpStatusCode.BadRequest);
        var replace = Request(S3MetadataDirective.REPLACE);
        replace.Metadata["changed"] = "yes";
        await s3.Client.CopyObjectAsync(replace);
        (await s3.Client.GetObjectMetadataAsync(bucket, "key")).Metadata["changed"].ShouldBe("yes");
        (await s3.TextAsync(bucket, "key")).ShouldBe("content");
    }

    [Fact]
    public async Task A_copy_may_depend_on_its_source()
    {
        var bucket = await s3.NewBucketAsync();
        var put = await s3.PutAsync(bucket, "key", "content");
        CopyObjectRequest Request() =>
            new()
            {
                SourceBucket = bucket,
                SourceKey = "key",
                DestinationBucket = bucket,
                DestinationKey = "copy",
            };
        var other = Request();
        other.ETagToMatch = "\"0\"";
        await s3.Client.CopyObjectAsync(other).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
        var same = Request();
        same.ETagToNotMatch = put.ETag;
        await s3.Client.CopyObjectAsync(same).ShouldBeRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed);
        var match = Request();
        match.ETagToMatch = put.ETag;
        await s3.Client.CopyObjectAsync(match);
        var missing = Request();
        missing.SourceKey = "nothing";
        await s3.Client.CopyObjectAsync(missing).ShouldBeRefusedAsync("NoSuchKey", HttpStatusCode.NotFound);
    }
}
