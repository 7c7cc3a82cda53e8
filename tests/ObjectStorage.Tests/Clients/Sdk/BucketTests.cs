using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

public sealed class BucketTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task A_bucket_is_made_listed_found_and_removed()
    {
        var bucket = await s3.NewBucketAsync();
        (await s3.Client.ListBucketsAsync()).Buckets.Select(found => found.BucketName).ShouldContain(bucket);
        await s3.Client.HeadBucketAsync(new() { BucketName = bucket });
        (await s3.Client.GetBucketLocationAsync(bucket)).Location.Value.ShouldBeEmpty();
        await s3.Client.PutBucketAsync(bucket).ShouldBeRefusedAsync("BucketAlreadyOwnedByYou", HttpStatusCode.Conflict);
        await s3.PutAsync(bucket, "key", "x");
        await s3.Client.DeleteBucketAsync(bucket).ShouldBeRefusedAsync("BucketNotEmpty", HttpStatusCode.Conflict);
        await s3.Client.DeleteObjectAsync(bucket, "key");
        await s3.Client.DeleteBucketAsync(bucket);
        await s3.PutAsync(bucket, "key", "x").ShouldBeRefusedAsync("NoSuchBucket", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_bucket_is_made_whatever_the_region_of_the_profile()
    {
        await s3.Client.PutBucketAsync(new PutBucketRequest { BucketName = "in-seoul", BucketRegionName = "ap-northeast-2" });
        (await s3.Client.GetBucketLocationAsync("in-seoul")).Location.Value.ShouldBe("ap-northeast-2");
    }

    [Fact]
    public async Task A_name_that_S3_does_not_allow_is_refused() =>
        await s3.Client.PutBucketAsync("Upper_Case").ShouldBeRefusedAsync("InvalidBucketName", HttpStatusCode.BadRequest);

    [Fact]
    public async Task Lists_go_page_by_page_and_roll_up_at_the_delimiter()
    {
        var bucket = await s3.NewBucketAsync();
        foreach (var key in new[] { "a", "b/1", "b/2", "c", "d/1", "ä", "\U0001F600", "e e+e" })
            await s3.PutAsync(bucket, key, key);
        var found = new List<string>();
        ListObjectsV2Response page;
        string? token = null;
        do
        {
            page = await s3.Client.ListObjectsV2Async(
                new()
                {
                    BucketName = bucket,
                    Delimiter = "/",
                    MaxKeys = 2,
                    ContinuationToken = token,
                }
            );
            found.AddRange((page.S3Objects ?? []).Select(entry => entry.Key).Concat(page.CommonPrefixes ?? []));
            token = page.NextContinuationToken;
        } while (page.IsTruncated == true);
        found.ShouldBe(["a", "b/", "c", "d/", "e e+e", "ä", "\U0001F600"], ignoreOrder: true);
        found.Count.ShouldBe(7);

        var inside = await s3.Client.ListObjectsAsync(new ListObjectsRequest { BucketName = bucket, Prefix = "b/" });
        inside.S3Objects.Select(entry => (entry.Key, entry.Size)).ShouldBe([("b/1", 3), ("b/2", 3)]);
        var behind = await s3.Client.ListObjectsV2Async(
            new()
            {
                BucketName = bucket,
                StartAfter = "d",
                FetchOwner = true,
            }
        );
        behind.S3Objects.Select(entry => entry.Key).ShouldBe(["d/1", "e e+e", "ä", "\U0001F600"]);
        behind.S3Objects[0].Owner.Id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Many_objects_go_at_once()
    {
        var bucket = await s3.NewBucketAsync();
        foreach (var key in new[] { "one", "two", "three" })
            await s3.PutAsync(bucket, key, key);
        var deleted = await s3.Client.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "one" }, new() { Key = "three" }, new() { Key = "never was" }] }
        );
        deleted.DeletedObjects.Select(item => item.Key).ShouldBe(["one", "three", "never was"]);
        (await s3.Client.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects.Select(entry => entry.Key).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Configurations_come_back_as_they_were_put()
    {
        var bucket = await s3.NewBucketAsync();
        await s3
            .Client.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = bucket })
            .ShouldBeRefusedAsync("NoSuchCORSConfiguration", HttpStatusCode.NotFound);
        await s3.Client.PutCORSConfigurationAsync(
            new()
            {
                BucketName = bucket,
                Configuration = new()
                {
                    Rules =
                    [
                        new()
                        {
                            AllowedOrigins = ["https://shop.example"],
                            AllowedMethods = ["GET", "PUT"],
                            AllowedHeaders = ["*"],
                            MaxAgeSeconds = 60,
                        },
                    ],
                },
            }
        );
        var cors = await s3.Client.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = bucket });
        cors.Configuration.Rules.ShouldHaveSingleItem().AllowedMethods.ShouldBe(["GET", "PUT"]);
        await s3.Client.DeleteCORSConfigurationAsync(new DeleteCORSConfigurationRequest { BucketName = bucket });

        await s3.Client.PutLifecycleConfigurationAsync(
            new()
            {
                BucketName = bucket,
                Configuration = new()
                {
                    Rules =
                    [
                        new()
                        {
                            Id = "old",
                            Status = LifecycleRuleStatus.Enabled,
                            Filter = new() { Prefix = "tmp/" },
                            Expiration = new() { Days = 3 },
                        },
                    ],
                },
            }
        );
        var lifecycle = await s3.Client.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket });
        lifecycle.Configuration.Rules.ShouldHaveSingleItem().Expiration.Days.ShouldBe(3);
        await s3.Client.DeleteLifecycleConfigurationAsync(new DeleteLifecycleConfigurationRequest { BucketName = bucket });

        await s3.Client.PutBucketTaggingAsync(new() { BucketName = bucket, TagSet = [new() { Key = "team", Value = "files" }] });
        (await s3.Client.GetBucketTaggingAsync(new() { BucketName = bucket })).TagSet.ShouldHaveSingleItem().Value.ShouldBe("files");
    }

    [Fact]
    public async Task What_is_not_served_is_refused_by_its_name()
    {
        s3.ExpectNotImplemented();
        s3.ExpectNotImplemented();
        var bucket = await s3.NewBucketAsync();
        var refusal = await s3
            .Client.PutObjectAsync(
                new()
                {
                    BucketName = bucket,
                    Key = "secret",
                    ContentBody = "x",
                    ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256,
                }
            )
            .ShouldBeRefusedAsync("NotImplemented", HttpStatusCode.NotImplemented);
        refusal.Message.ShouldContain("x-amz-server-side-encryption");
        refusal = await s3
            .Client.GetObjectAttributesAsync(
                new()
                {
                    BucketName = bucket,
                    Key = "any",
                    ObjectAttributes = [ObjectAttributes.ETag],
                }
            )
            .ShouldBeRefusedAsync("NotImplemented", HttpStatusCode.NotImplemented);
        refusal.Message.ShouldContain("?attributes");
    }
}
