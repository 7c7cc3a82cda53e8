using System.Diagnostics;
using Amazon.S3;
using Engines.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Engines.ObjectStorage;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class S3Tests : IAsyncLifetime
{
    private const string Secret = "very-secret-of-this-test";
    private readonly Sandbox sandbox = new();
    private S3Server store = null!;

    private string Connection => $"Endpoint=http://127.0.0.1:{store.Port};AccessKey=tester;SecretKey={Secret}";

    public async ValueTask InitializeAsync() =>
        store = await S3Server.StartAsync(
            new()
            {
                DataDirectory = sandbox["s3"],
                AccessKey = "tester",
                SecretKey = Secret,
                Buckets = ["photos"],
            }
        );

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public async Task Operations_are_spans_by_the_conventions_and_tell_no_secret()
    {
        using var spans = new SpanRecorder("");
        await using var app = await StartAsync(Connection);
        var s3 = app.Services.GetRequiredService<IAmazonS3>();

        using var root = SpanRecorder.TestSource.StartActivity("request")!;
        await s3.PutObjectAsync(
            new()
            {
                BucketName = "photos",
                Key = "a/김민준.txt",
                ContentBody = "hello",
            }
        );
        using (var read = await s3.GetObjectAsync("photos", "a/김민준.txt"))
        using (var text = new StreamReader(read.ResponseStream))
            (await text.ReadToEndAsync()).ShouldBe("hello");
        await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("photos", "none"));
        Activity.Current.ShouldBe(root);

        var put = await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "S3.PutObject");
        put.Kind.ShouldBe(ActivityKind.Client);
        put.ParentSpanId.ShouldBe(root.SpanId);
        Tag(put, "rpc.system").ShouldBe("aws-api");
        Tag(put, "rpc.service").ShouldBe("S3");
        Tag(put, "rpc.method").ShouldBe("PutObject");
        Tag(put, "aws.s3.bucket").ShouldBe("photos");
        Tag(put, "aws.s3.key").ShouldBe("a/김민준.txt");
        Tag(put, "aws.request_id").ShouldNotBeNullOrEmpty();
        Tag(put, "server.port").ShouldBe($"{store.Port}");
        await spans.SpanAsync(span => span.ParentSpanId == put.SpanId && span.Source.Name == "System.Net.Http");
        var missing = await spans.SpanAsync(span => span.TraceId == root.TraceId && Tag(span, "error.type") == "NoSuchKey");
        missing.Status.ShouldBe(ActivityStatusCode.Error);
        Tag(missing, "http.response.status_code").ShouldBe("404");
        var told = spans
            .Ended.Where(span => span.TraceId == root.TraceId)
            .SelectMany(span => span.TagObjects)
            .Select(tag => $"{tag.Value}")
            .ToList();
        told.ShouldNotContain(value => value.Contains(Secret) || value.Contains("Signature"));
    }

    [Fact]
    public async Task A_store_that_answers_is_healthy_and_one_that_is_away_is_not()
    {
        await using var app = await StartAsync(Connection);
        (await app.Client.GetStringAsync("/health")).ShouldBe("Healthy");

        await store.DisposeAsync();

        ((int)(await app.Client.GetAsync("/health")).StatusCode).ShouldBe(503);
    }

    [Fact]
    public async Task A_wrong_key_is_unhealthy()
    {
        await using var app = await StartAsync(Connection.Replace(Secret, "another"));

        ((int)(await app.Client.GetAsync("/health")).StatusCode).ShouldBe(503);
    }

    [Fact]
    public async Task A_second_store_goes_by_its_name()
    {
        await using var second = await S3Server.StartAsync(
            new()
            {
                DataDirectory = sandbox["second"],
                AccessKey = "other",
                SecretKey = "other-secret-key",
                Buckets = ["there"],
            }
        );
        await using var app = await LocalApp.StartAsync(
            builder =>
            {
                builder.AddS3Client("storage");
                builder.AddKeyedS3Client("oci");
            },
            map: null,
            ("ConnectionStrings:storage", Connection),
            (
                "ConnectionStrings:oci",
                $"Endpoint=http://127.0.0.1:{second.Port};AccessKey=other;SecretKey=other-secret-key;Region=ap-seoul-1"
            )
        );

        (await BucketsAsync(app.Services.GetRequiredService<IAmazonS3>())).ShouldBe(["photos"]);
        (await BucketsAsync(app.Services.GetRequiredKeyedService<IAmazonS3>("storage"))).ShouldBe(["photos"]);
        (await BucketsAsync(app.Services.GetRequiredKeyedService<IAmazonS3>("oci"))).ShouldBe(["there"]);
    }

    [Theory]
    [InlineData("Endpoint=http://localhost:9000;AccessKey=tester", "SecretKey")]
    [InlineData($"Endpoint=localhost;AccessKey=tester;SecretKey={Secret}", "Endpoint")]
    [InlineData($"gibberish {Secret}", "Key=value")]
    public async Task What_is_wrong_with_a_connection_string_is_named_without_its_secret(string connection, string named)
    {
        await using var app = await StartAsync(connection, healthChecks: false);

        var error = Should.Throw<InvalidOperationException>(() => app.Services.GetRequiredService<IAmazonS3>());

        error.Message.ShouldContain(named);
        error.Message.ShouldContain("ConnectionStrings__storage");
        error.ToString().ShouldNotContain(Secret);
    }

    private static Task<LocalApp> StartAsync(string connection, bool healthChecks = true) =>
        LocalApp.StartAsync(
            builder =>
                builder.AddS3Client(
                    "storage",
                    settings => settings.DisableHealthChecks = !healthChecks,
                    client => client.MaxErrorRetry = 0
                ),
            map: null,
            ("ConnectionStrings:storage", connection)
        );

    private static async Task<IEnumerable<string>> BucketsAsync(IAmazonS3 s3) =>
        (await s3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName);

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();
}
