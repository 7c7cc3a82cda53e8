using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;
using Platform.Engines.Storage;

namespace Platform.Engines.ObjectStorage.Tests.Store;

public sealed class SnapshotTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task A_snapshot_taken_while_others_write_holds_all_that_was_acknowledged_before()
    {
        var bucket = await s3.NewBucketAsync();
        for (var i = 0; i < 20; i++)
            await s3.PutAsync(bucket, $"kept-{i}", $"content {i}");
        await s3.PutAsync(bucket, "changed", "before");
        using var target = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var churn = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await s3.PutAsync(bucket, $"churn-{i % 5}", $"churn {i}");
                await s3.Client.DeleteObjectAsync(bucket, $"churn-{(i + 1) % 5}");
                started.TrySetResult();
            }
        });
        await started.Task;
        await s3.Server.SnapshotAsync(target.File("snapshot"));
        await s3.PutAsync(bucket, "changed", "after");
        await s3.Client.DeleteObjectAsync(bucket, "kept-0");
        await stop.CancelAsync();
        await churn;

        DataDirectory.Restore(target.File("snapshot"), target.File("restored"));
        await using var restored = await S3Server.StartAsync(
            new()
            {
                DataDirectory = target.File("restored"),
                AccessKey = S3Fixture.AccessKey,
                SecretKey = S3Fixture.SecretKey,
            }
        );
        using var client = new Amazon.S3.AmazonS3Client(
            new Amazon.Runtime.BasicAWSCredentials(S3Fixture.AccessKey, S3Fixture.SecretKey),
            new Amazon.S3.AmazonS3Config
            {
                ServiceURL = $"http://127.0.0.1:{restored.Port}",
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
            }
        );
        var keys = (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }))
            .S3Objects.Select(entry => entry.Key)
            .ToArray();
        foreach (var key in keys)
        {
            using var response = await client.GetObjectAsync(bucket, key);
            var text = await new StreamReader(response.ResponseStream).ReadToEndAsync();
            text.ShouldStartWith(
                key.StartsWith("kept") ? $"content {key[5..]}"
                : key.StartsWith("churn") ? "churn"
                : "before"
            );
        }
        keys.Count(key => key.StartsWith("kept", StringComparison.Ordinal)).ShouldBe(20);
    }
}
