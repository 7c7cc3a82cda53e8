using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

public sealed class VersioningTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private async Task<string> VersionedBucketAsync()
    {
        var bucket = await s3.NewBucketAsync();
        await SetAsync(bucket, VersionStatus.Enabled);
        return bucket;
    }

    private Task SetAsync(string bucket, VersionStatus status) =>
        s3.Client.PutBucketVersioningAsync(
            new()
            {
                BucketName = bucket,
                VersioningConfig = new() { Status = status },
            }
        );

    [Fact]
    public async Task Every_version_stays_until_it_is_deleted_by_its_id()
    {
        var bucket = await VersionedBucketAsync();
        (await s3.Client.GetBucketVersioningAsync(bucket)).VersioningConfig.Status.ShouldBe(VersionStatus.Enabled);
        var one = await s3.PutAsync(bucket, "key", "one");
        var two = await s3.PutAsync(bucket, "key", "two");
        one.VersionId.ShouldNotBe(two.VersionId);
        (await s3.TextAsync(bucket, "key")).ShouldBe("two");
        (await s3.TextAsync(bucket, "key", one.VersionId)).ShouldBe("one");

        var deleted = await s3.Client.DeleteObjectAsync(bucket, "key");
        deleted.DeleteMarker.ShouldBe("true");
        await s3.Client.GetObjectAsync(bucket, "key").ShouldBeRefusedAsync("NoSuchKey", HttpStatusCode.NotFound);
        await s3
            .Client.GetObjectAsync(bucket, "key", deleted.VersionId)
            .ShouldBeRefusedAsync("MethodNotAllowed", HttpStatusCode.MethodNotAllowed);
        (await s3.TextAsync(bucket, "key", two.VersionId)).ShouldBe("two");
        (await s3.Client.ListObjectsV2Async(new() { BucketName = bucket })).KeyCount.ShouldBe(0);

        var versions = (await s3.Client.ListVersionsAsync(bucket)).Versions;
        versions
            .Select(version => (version.VersionId, version.IsDeleteMarker == true, version.IsLatest == true))
            .ShouldBe([(deleted.VersionId, true, true), (two.VersionId, false, false), (one.VersionId, false, false)]);

        await s3.Client.DeleteObjectAsync(bucket, "key", deleted.VersionId);
        (await s3.TextAsync(bucket, "key")).ShouldBe("two");
        await s3.Client.DeleteObjectAsync(bucket, "key", two.VersionId);
        (await s3.TextAsync(bucket, "key")).ShouldBe("one");
        await s3.Client.GetObjectAsync(bucket, "key", two.VersionId).ShouldBeRefusedAsync("NoSuchVersion", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_suspended_bucket_writes_one_null_version_beside_those_it_has()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "before");
        await SetAsync(bucket, VersionStatus.Enabled);
        var versioned = await s3.PutAsync(bucket, "key", "versioned");
        (await s3.TextAsync(bucket, "key", "null")).ShouldBe("before");
        await SetAsync(bucket, VersionStatus.Suspended);
        (await s3.PutAsync(bucket, "key", "after")).VersionId.ShouldBe("null");
        (await s3.TextAsync(bucket, "key")).ShouldBe("after");
        (await s3.TextAsync(bucket, "key", versioned.VersionId)).ShouldBe("versioned");
        (await s3.Client.ListVersionsAsync(bucket)).Versions.Count.ShouldBe(2);
        (await s3.Client.DeleteObjectAsync(bucket, "key")).VersionId.ShouldBe("null");
        (await s3.Client.ListVersionsAsync(bucket)).Versions.Select(version => version.IsDeleteMarker == true).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Versions_are_listed_page_by_page()
    {
        var bucket = await VersionedBucketAsync();
        var written = new List<string>();
        foreach (var key in new[] { "a", "b", "b", "b", "c" })
            written.Add((await s3.PutAsync(bucket, key, key)).VersionId);
        var found = new List<string>();
        ListVersionsResponse page;
        var request = new ListVersionsRequest { BucketName = bucket, MaxKeys = 2 };
        do
        {
            page = await s3.Client.ListVersionsAsync(request);
            found.AddRange(page.Versions.Select(version => version.VersionId));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        } while (page.IsTruncated == true);
        found.ShouldBe([written[0], written[3], written[2], written[1], written[4]]);
    }

    [Fact]
    public async Task An_old_version_is_restored_by_copying_it()
    {
        var bucket = await VersionedBucketAsync();
        var one = await s3.PutAsync(bucket, "key", "one");
        await s3.PutAsync(bucket, "key", "two");
        var copy = await s3.Client.CopyObjectAsync(bucket, "key", one.VersionId, bucket, "key");
        copy.SourceVersionId.ShouldBe(one.VersionId);
        (await s3.TextAsync(bucket, "key")).ShouldBe("one");
    }

    [Fact]
    public async Task Many_versions_are_deleted_at_once()
    {
        var bucket = await VersionedBucketAsync();
        var one = await s3.PutAsync(bucket, "key", "one");
        var deleted = await s3.Client.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "key", VersionId = one.VersionId }, new() { Key = "other" }] }
        );
        deleted.DeletedObjects[0].VersionId.ShouldBe(one.VersionId);
        deleted.DeletedObjects[1].DeleteMarker.ShouldBe(true);
        (await s3.Client.ListVersionsAsync(bucket)).Versions.ShouldHaveSingleItem().Key.ShouldBe("other");
    }
}
