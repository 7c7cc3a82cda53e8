using System.Net;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients;

/// <summary>Bodies are passed on, not held: whatever an object's size, the server's memory stays where it was.</summary>
public sealed class StreamingTests
{
    private const byte Pattern = 0x5A;
    private const long Size = 192L * 1024 * 1024;
    private const long Bound = 64L * 1024 * 1024;

    [Fact]
    public async Task A_large_object_goes_in_and_comes_out_within_64_MB()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(),
            "Not proved: that a large object streams. Only Linux tells a process's memory in /proc."
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var data = new TemporaryDirectory();
        await using var server = await StandaloneServer.StartAsync(data.Path, patience.Token);
        // The same path at a small size first, so that what is loaded once is not counted.
        await PutAndGetAsync(server, 4 * 1024 * 1024, patience.Token);
        var rest = Memory(server, "VmRSS");
        await PutAndGetAsync(server, Size, patience.Token);
        var growth = Memory(server, "VmHWM") - rest;
        growth.ShouldBeLessThan(Bound);
    }

    private static async Task PutAndGetAsync(StandaloneServer server, long size, CancellationToken cancellationToken)
    {
        await server.Client.PutObjectAsync(
            new()
            {
                BucketName = "bucket",
                Key = "large",
                InputStream = new RepeatedByte(Pattern, size),
                Headers = { ContentLength = size },
            },
            cancellationToken
        );
        using var response = await server.Client.GetObjectAsync("bucket", "large", cancellationToken);
        response.HttpStatusCode.ShouldBe(HttpStatusCode.OK);
        var buffer = new byte[256 * 1024];
        var length = 0L;
        while (await response.ResponseStream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            buffer.AsSpan(0, read).IndexOfAnyExcept(Pattern).ShouldBe(-1);
            length += read;
        }
        length.ShouldBe(size);
    }

    private static long Memory(StandaloneServer server, string line) =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{server.ProcessId}/status")
                .Single(found => found.StartsWith(line, StringComparison.Ordinal))
                .Split(':')[1]
                .Replace("kB", "")
                .Trim()
        );
}
