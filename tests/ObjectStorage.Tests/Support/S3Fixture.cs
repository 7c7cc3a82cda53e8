using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>A server of its own for a class of tests, the SDK's client of it, and a log of all that was asked.</summary>
public sealed class S3Fixture : IAsyncLifetime
{
    public const string AccessKey = "test-access";
    public const string SecretKey = "test-secret/with+signs=";
    private readonly TemporaryDirectory data = new();
    private readonly ConcurrentQueue<S3Exchange> log = new();
    private static int buckets;
    private S3Server? server;
    private int notImplemented;

    public S3Server Server => server!;

    public Uri Url => new($"http://127.0.0.1:{Server.Port}");

    public AmazonS3Client Client { get; private set; } = null!;

    internal IReadOnlyCollection<S3Exchange> Log => log;

    public async ValueTask InitializeAsync()
    {
        server = await S3Server.StartAsync(
            new()
            {
                DataDirectory = data.Path,
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                Logger = NullLogger.Instance,
                Observer = log.Enqueue,
            }
        );
        Client = NewClient(AccessKey, SecretKey);
    }

    /// <summary>Says that a test asks for something that is not served.</summary>
    public void ExpectNotImplemented() => Interlocked.Increment(ref notImplemented);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        data.Dispose();
        log.Count(exchange => exchange.Status == 501).ShouldBe(notImplemented, "Something that a client called is not served.");
    }

    /// <summary>The SDK as it comes, but for where to find the server.</summary>
    public AmazonS3Client NewClient(string accessKey, string secretKey) =>
        new(
            new BasicAWSCredentials(accessKey, secretKey),
            new AmazonS3Config
            {
                ServiceURL = Url.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                UseHttp = true,
            }
        );

    public async Task<string> NewBucketAsync()
    {
        var bucket = string.Create(CultureInfo.InvariantCulture, $"bucket-{Interlocked.Increment(ref buckets)}");
        await Client.PutBucketAsync(bucket);
        return bucket;
    }

    /// <summary>Fails where something that a client called was answered with NotImplemented; returns what was called, a line a route.</summary>
    public string ShouldHaveServedAll()
    {
        log.Where(exchange => exchange.Status == 501 || exchange.Route == "?" && exchange.Status != 403)
            .Select(exchange => $"{exchange.Method} {string.Join('&', exchange.Parameters)}: {exchange.Error}")
            .ShouldBeEmpty();
        return string.Join(
            '\n',
            log.GroupBy(exchange => exchange.Route)
                .OrderBy(route => route.Key, StringComparer.Ordinal)
                .Select(route =>
                    $"{route.Key}: {Distinct(route.SelectMany(exchange => exchange.Parameters))}; "
                    + Distinct(
                        route.SelectMany(exchange => exchange.Headers).Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal))
                    )
                )
        );
    }

    private static string Distinct(IEnumerable<string> names) => string.Join(' ', names.Distinct().Order(StringComparer.Ordinal));

    public Task<PutObjectResponse> PutAsync(string bucket, string key, string text) =>
        Client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = key,
                ContentBody = text,
            }
        );

    public async Task<string> TextAsync(string bucket, string key, string? versionId = null)
    {
        using var response = await Client.GetObjectAsync(bucket, key, versionId);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync();
    }
}
