using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace EngineBench;

/// <summary>Signed puts and gets with AWS's SDK as it comes. Key and secret from MINIO_ROOT_USER and MINIO_ROOT_PASSWORD.</summary>
internal static class S3Load
{
    private static readonly string Bucket = $"bench-{Guid.NewGuid():n}";

    public static async Task LargeAsync(string name, Uri endpoint, int megabytes)
    {
        using var client = await ConnectAsync(endpoint);
        var length = megabytes * 1_000_000L;
        await PutAsync(client, "warm", new PatternStream(10_000_000));
        var began = Stopwatch.GetTimestamp();
        await PutAsync(client, "large", new PatternStream(length));
        var put = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        using (var response = await client.GetObjectAsync(Bucket, "large"))
        {
            await response.ResponseStream.CopyToAsync(Stream.Null);
        }

        var get = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        await MD5.HashDataAsync(new PatternStream(length));
        var hash = Stopwatch.GetElapsedTime(began);
        await client.DeleteObjectAsync(Bucket, "large");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {megabytes} MB | {length / 1e6 / put.TotalSeconds:0} MB/s | {length / 1e6 / get.TotalSeconds:0} MB/s | {length / 1e6 / hash.TotalSeconds:0} MB/s |"
            )
        );
    }

    public static async Task SmallAsync(string name, Uri endpoint, int seconds)
    {
        using var client = await ConnectAsync(endpoint);
        var taken = new List<double>();
        var payload = new byte[100_000];
        Random.Shared.NextBytes(payload);
        await LoadAsync(1);
        taken.Clear();
        await LoadAsync(seconds);
        taken.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {taken.Count / (double)seconds:0} | {taken[taken.Count / 2]:0.0} ms | {taken[(int)(taken.Count * 0.99)]:0.0} ms |"
            )
        );

        Task LoadAsync(int duration)
        {
            var began = Stopwatch.GetTimestamp();
            return Task.WhenAll(
                Enumerable
                    .Range(0, 16)
                    .Select(async worker =>
                    {
                        for (var number = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < duration; number++)
                        {
                            var at = Stopwatch.GetTimestamp();
                            await PutAsync(client, $"small/{worker}/{number}", new MemoryStream(payload, writable: false));
                            lock (taken)
                            {
                                taken.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                            }
                        }
                    })
            );
        }
    }

    private static async Task<AmazonS3Client> ConnectAsync(Uri endpoint)
    {
        var client = new AmazonS3Client(
            Environment.GetEnvironmentVariable("MINIO_ROOT_USER"),
            Environment.GetEnvironmentVariable("MINIO_ROOT_PASSWORD"),
            new AmazonS3Config
            {
                ServiceURL = endpoint.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
            }
        );
        await client.PutBucketAsync(Bucket);
        return client;
    }

    private static Task PutAsync(AmazonS3Client client, string key, Stream body) =>
        client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = key,
                InputStream = body,
            }
        );

    /// <summary>Bytes that cost nothing to make.</summary>
    private sealed class PatternStream(long length) : Stream
    {
        private static readonly byte[] s_pattern = RandomNumberGenerator.GetBytes(1 << 20);

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var start = (int)(Position % s_pattern.Length);
            var count = (int)Math.Min(Math.Min(buffer.Length, s_pattern.Length - start), length - Position);
            s_pattern.AsSpan(start, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
