using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Store;

/// <summary>A server that is killed in the middle of writes: what it acknowledged is whole, the rest is old or absent.</summary>
public sealed class KillTests
{
    private const int Rounds = 10;
    private const int Writers = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The generations of a key that may be seen: the last one acknowledged, or one that was sent after it.</summary>
    private sealed record Expected(int Acknowledged, int Sent);

    [Fact]
    public async Task Acknowledged_objects_survive_and_no_object_is_torn()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var data = new TemporaryDirectory();
        var expected = new ConcurrentDictionary<string, Expected>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await StandaloneServer.StartAsync(data.Path, patience.Token);
            await CheckAsync(server, expected, patience.Token);
            var kill = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var acknowledgements = 0;
            var moment = 5 + (round * 4);
            void Acknowledged()
            {
                if (Interlocked.Increment(ref acknowledgements) == moment)
                    kill.SetResult();
            }
            var writers = Enumerable
                .Range(0, Writers)
                .Select(writer => WriteAsync(server, writer, expected, Acknowledged, patience.Token))
                .ToArray();
            await kill.Task.WaitAsync(patience.Token);
            await server.KillAsync();
            await Task.WhenAll(writers);
        }
        await using var last = await StandaloneServer.StartAsync(data.Path, patience.Token);
        (await CheckAsync(last, expected, patience.Token)).ShouldBeGreaterThan(0);
    }

    // Until the connection breaks. Small and large, plain and multipart, new and over an older generation.
    private static async Task WriteAsync(
        StandaloneServer server,
        int writer,
        ConcurrentDictionary<string, Expected> expected,
        Action acknowledged,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; ; i++)
        {
            var key = $"writer-{writer}/key-{i % 6}";
            var generation = expected.AddOrUpdate(key, _ => new(0, 1), (_, old) => old with { Sent = old.Sent + 1 }).Sent;
            var bytes = Content(key, generation);
            try
            {
                if (i % 6 == 5)
                    await PutPartsAsync(server.Client, key, bytes, cancellationToken);
                else
                    await server.Client.PutObjectAsync(
                        new()
                        {
                            BucketName = "bucket",
                            Key = key,
                            InputStream = new MemoryStream(bytes),
                        },
                        cancellationToken
                    );
            }
            catch (Exception broken)
                when (broken is HttpRequestException or AmazonServiceException or AmazonClientException or IOException or SocketException)
            {
                return;
            }
            expected[key] = new(generation, generation);
            acknowledged();
        }
    }

    private static async Task PutPartsAsync(AmazonS3Client client, string key, byte[] bytes, CancellationToken cancellationToken)
    {
        var upload = (await client.InitiateMultipartUploadAsync("bucket", key, cancellationToken)).UploadId;
        var part = await client.UploadPartAsync(
            new()
            {
                BucketName = "bucket",
                Key = key,
                UploadId = upload,
                PartNumber = 1,
                InputStream = new MemoryStream(bytes),
            },
            cancellationToken
        );
        await client.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = "bucket",
                Key = key,
                UploadId = upload,
                PartETags = [new(1, part.ETag)],
            },
            cancellationToken
        );
    }

    private static async Task<int> CheckAsync(
        StandaloneServer server,
        ConcurrentDictionary<string, Expected> expected,
        CancellationToken cancellationToken
    )
    {
        var found = 0;
        foreach (var (key, (acknowledged, sent)) in expected)
        {
            try
            {
                using var response = await server.Client.GetObjectAsync("bucket", key, cancellationToken);
                var bytes = new MemoryStream();
                await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
                var whole = false;
                for (var generation = Math.Max(1, acknowledged); generation <= sent; generation++)
                    whole |= bytes.ToArray().AsSpan().SequenceEqual(Content(key, generation));
                whole.ShouldBeTrue($"{key} is none of what was sent.");
                found++;
            }
            catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
            {
                acknowledged.ShouldBe(0, $"{key} was acknowledged and is not there.");
            }
        }
        return found;
    }

    private static byte[] Content(string key, int generation)
    {
        var seed = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key} {generation}"));
        var bytes = new byte[1 + ((seed[0] | (seed[1] << 8)) * 8)];
        for (var at = 0; at < bytes.Length; at += seed.Length)
            seed.AsSpan(0, Math.Min(seed.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
