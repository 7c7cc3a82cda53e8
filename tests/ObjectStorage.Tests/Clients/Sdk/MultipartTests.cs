using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

public sealed class MultipartTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private const int Part = 5 * 1024 * 1024;

    [Fact]
    public async Task TransferUtility_uploads_in_parts_and_downloads_the_same()
    {
        var bucket = await s3.NewBucketAsync();
        var bytes = RandomNumberGenerator.GetBytes((3 * Part) + 4321);
        using var transfer = new TransferUtility(s3.Client, new TransferUtilityConfig { MinSizeBeforePartUpload = Part });
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = bucket,
                Key = "large",
                InputStream = new MemoryStream(bytes),
                PartSize = Part,
            }
        );
        var head = await s3.Client.GetObjectMetadataAsync(
            new()
            {
                BucketName = bucket,
                Key = "large",
                ChecksumMode = ChecksumMode.ENABLED,
            }
        );
        head.ETag.ShouldBe(ETag(bytes, 4));
        head.ChecksumType.ShouldBe(ChecksumType.FULL_OBJECT);
        using var response = await s3.Client.GetObjectAsync(bucket, "large");
        var back = new MemoryStream();
        await response.ResponseStream.CopyToAsync(back);
        back.ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();

        // Across the border between two parts.
        using var range = await s3.Client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = bucket,
                Key = "large",
                ByteRange = new ByteRange(Part - 2, Part + 1),
            }
        );
        back = new MemoryStream();
        await range.ResponseStream.CopyToAsync(back);
        back.ToArray().ShouldBe(bytes[(Part - 2)..(Part + 2)]);
        var second = await s3.Client.GetObjectMetadataAsync(
            new()
            {
                BucketName = bucket,
                Key = "large",
                PartNumber = 4,
            }
        );
        second.ContentLength.ShouldBe(4321);
        second.PartsCount.ShouldBe(4);
    }

    [Fact]
    public async Task Parts_can_be_copied_listed_replaced_and_completed()
    {
        var bucket = await s3.NewBucketAsync();
        var bytes = RandomNumberGenerator.GetBytes(Part + 10);
        await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = "source",
                InputStream = new MemoryStream(bytes),
            }
        );
        var upload = (await s3.Client.InitiateMultipartUploadAsync(bucket, "target")).UploadId;
        var listed = await s3.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket });
        listed.MultipartUploads.ShouldHaveSingleItem().UploadId.ShouldBe(upload);

        var copied = await s3.Client.CopyPartAsync(
            new()
            {
                SourceBucket = bucket,
                SourceKey = "source",
                DestinationBucket = bucket,
                DestinationKey = "target",
                UploadId = upload,
                PartNumber = 1,
                FirstByte = 10,
                LastByte = Part + 9,
            }
        );
        UploadPartRequest Tail(string text) =>
            new()
            {
                BucketName = bucket,
                Key = "target",
                UploadId = upload,
                PartNumber = 7,
                InputStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
            };
        await s3.Client.UploadPartAsync(Tail("replaced"));
        var tail = await s3.Client.UploadPartAsync(Tail("tail"));
        var parts = await s3.Client.ListPartsAsync(bucket, "target", upload);
        parts.Parts.Select(part => (part.PartNumber, part.Size)).ShouldBe([(1, Part), (7, 4)]);

        CompleteMultipartUploadRequest Complete(params PartETag[] etags) =>
            new()
            {
                BucketName = bucket,
                Key = "target",
                UploadId = upload,
                PartETags = [.. etags],
            };
        await s3
            .Client.CompleteMultipartUploadAsync(Complete(new(1, copied.ETag), new(7, "\"0\"")))
            .ShouldBeRefusedAsync("InvalidPart", HttpStatusCode.BadRequest);
        await s3.Client.CompleteMultipartUploadAsync(Complete(new(1, copied.ETag), new(7, tail.ETag)));
        byte[] expected = [.. bytes[10..], .. "tail"u8];
        using var response = await s3.Client.GetObjectAsync(bucket, "target");
        response.ETag.ShouldEndWith("-2\"");
        var back = new MemoryStream();
        await response.ResponseStream.CopyToAsync(back);
        back.ToArray().AsSpan().SequenceEqual(expected).ShouldBeTrue();
        await s3.Client.ListPartsAsync(bucket, "target", upload).ShouldBeRefusedAsync("NoSuchUpload", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_copy_of_a_multipart_object_has_the_MD5_of_its_bytes()
    {
        var bucket = await s3.NewBucketAsync();
        var upload = (await s3.Client.InitiateMultipartUploadAsync(bucket, "parts")).UploadId;
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var part = await s3.Client.UploadPartAsync(
            new()
            {
                BucketName = bucket,
                Key = "parts",
                UploadId = upload,
                PartNumber = 1,
                InputStream = new MemoryStream(bytes),
            }
        );
        await s3.Client.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = bucket,
                Key = "parts",
                UploadId = upload,
                PartETags = [new(1, part.ETag)],
            }
        );
        (await s3.Client.GetObjectMetadataAsync(bucket, "parts")).ETag.ShouldBe(ETag(bytes, 1));
        (await s3.Client.CopyObjectAsync(bucket, "parts", bucket, "plain")).ETag.ShouldBe(
            $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\""
        );
    }

    [Fact]
    public async Task Small_parts_and_an_aborted_upload_are_refused()
    {
        var bucket = await s3.NewBucketAsync();
        var upload = (await s3.Client.InitiateMultipartUploadAsync(bucket, "key")).UploadId;
        var etags = new List<PartETag>();
        for (var number = 1; number <= 2; number++)
            etags.Add(
                new(
                    await s3.Client.UploadPartAsync(
                        new()
                        {
                            BucketName = bucket,
                            Key = "key",
                            UploadId = upload,
                            PartNumber = number,
                            InputStream = new MemoryStream([1, 2, 3]),
                        }
                    )
                )
            );
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "key",
            UploadId = upload,
            PartETags = etags,
        };
        await s3.Client.CompleteMultipartUploadAsync(complete).ShouldBeRefusedAsync("EntityTooSmall", HttpStatusCode.BadRequest);
        await s3.Client.AbortMultipartUploadAsync(bucket, "key", upload);
        await s3.Client.CompleteMultipartUploadAsync(complete).ShouldBeRefusedAsync("NoSuchUpload", HttpStatusCode.NotFound);
        await s3.Client.GetObjectAsync(bucket, "key").ShouldBeRefusedAsync("NoSuchKey", HttpStatusCode.NotFound);
    }

    private static string ETag(byte[] bytes, int parts) =>
        $"\"{Convert.ToHexStringLower(MD5.HashData([.. bytes.Chunk(Part).SelectMany(MD5.HashData)]))}-{parts}\"";
}
