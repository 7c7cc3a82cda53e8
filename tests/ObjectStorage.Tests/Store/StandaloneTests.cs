using System.Diagnostics;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Store;

public sealed class StandaloneTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task SIGTERM_ends_it_cleanly_and_the_next_one_finds_the_data()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var data = new TemporaryDirectory();
        await using (var server = await StandaloneServer.StartAsync(data.Path, patience.Token))
        {
            await server.Client.PutObjectAsync(
                new()
                {
                    BucketName = "bucket",
                    Key = "key",
                    ContentBody = "kept",
                }
            );
            using (var http = new HttpClient())
                foreach (var path in new[] { "live", "ready" })
                    (await http.GetAsync($"http://127.0.0.1:{server.Port}/minio/health/{path}")).EnsureSuccessStatusCode();
            using (var kill = Process.Start("kill", ["-TERM", $"{server.ProcessId}"]))
                await kill.WaitForExitAsync(patience.Token);
            (await server.ExitAsync(patience.Token)).ShouldBe(0);
        }
        await using var next = await StandaloneServer.StartAsync(data.Path, patience.Token);
        (await next.Client.GetObjectMetadataAsync("bucket", "key")).ContentLength.ShouldBe(4);

        // The directory has a holder, which is named.
        using var second = Process.Start(StandaloneServer.StartInfo("--port", "0", "--data", data.Path))!;
        (await second.StandardError.ReadToEndAsync(patience.Token)).ShouldContain($"process {next.ProcessId}");
        await second.WaitForExitAsync(patience.Token);
        second.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2)]
    [InlineData(2, "--data")]
    [InlineData(2, "--data", "x", "--port", "70000")]
    [InlineData(2, "--what", "x")]
    public async Task Bad_usage_is_told(int code, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(StandaloneServer.StartInfo(arguments))!;
        var said = await process.StandardOutput.ReadToEndAsync(patience.Token) + await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(code);
        said.ShouldContain(code == 0 ? "Usage:" : "See --help");
    }
}
