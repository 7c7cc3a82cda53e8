using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed partial class ScriptTests : IDisposable
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("platform scripts ").FullName;
    private readonly string _instance = $"test-{Guid.NewGuid():N}";

    private string State => Path.Combine(Graph.Root, ".platform", _instance);

    [Fact]
    public async Task Up_returns_once_all_is_healthy_and_down_leaves_nothing()
    {
        try
        {
            var (exitCode, output) = await RunAsync("up", "--detach", "--instance", _instance);
            exitCode.ShouldBe(0, output);
            var gateway = GatewayUrl().Match(output);
            gateway.Success.ShouldBeTrue(output);
            using var client = new HttpClient { BaseAddress = new(gateway.Groups["url"].Value), Timeout = Graph.Patience };
            (await Answer.SendAsync(client, new(HttpMethod.Get, "/api/v1/products/1"))).With(HttpStatusCode.OK);
            using var shop = new HttpClient
            {
                BaseAddress = new(StorefrontUrl().Match(output).Groups["url"].Value),
                Timeout = Graph.Patience,
            };
            (await shop.GetStringAsync("/p/1", TestContext.Current.CancellationToken)).ShouldContain("<div id=\"root\">");
            (await Answer.SendAsync(shop, new(HttpMethod.Get, "/api/v1/products/1"))).With(HttpStatusCode.OK);
            var host = int.Parse(await File.ReadAllTextAsync(Path.Combine(State, "host.pid"), TestContext.Current.CancellationToken));
            var processes = RunningProcess.Tree(host).ToList();

            var (secondExitCode, second) = await RunAsync("up", "--detach", "--instance", _instance);
            var (downExitCode, down) = await RunAsync("down", "--instance", _instance, "--volumes");

            secondExitCode.ShouldBe(1);
            second.ShouldContain($"already running (process {host})");
            downExitCode.ShouldBe(0, down);
            processes.Count.ShouldBeGreaterThan(9);
            processes.Where(process => process.Lives).ShouldBeEmpty();
            Directory.Exists(State).ShouldBeFalse();
        }
        finally
        {
            await RunAsync("down", "--instance", _instance, "--volumes");
        }
    }

    [Fact]
    public async Task Down_of_what_does_not_run_says_so_and_is_no_error()
    {
        var (exitCode, output) = await RunAsync("down", "--instance", _instance);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("is not running");
    }

    [Theory]
    [InlineData("up", "--instance", "../elsewhere")]
    [InlineData("up", "--nonsense", "x")]
    [InlineData("down", "--nonsense", "x")]
    public async Task Bad_usage_is_told_apart_from_failure(string script, string option, string value)
    {
        var (exitCode, output) = await RunAsync(script, option, value);

        exitCode.ShouldBe(2, output);
    }

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    /// <summary>Called from another directory, by a path that holds a space.</summary>
    private async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] args)
    {
        var link = Path.Combine(_elsewhere, "a link");
        if (!Directory.Exists(link))
        {
            Directory.CreateSymbolicLink(link, Graph.Root);
        }
        var start = new ProcessStartInfo(Path.Combine(link, script), args)
        {
            WorkingDirectory = _elsewhere,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var limit = new CancellationTokenSource(Graph.Patience * 3);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"\sgateway\s+healthy\s+(?<url>http://\S+)")]
    private static partial Regex GatewayUrl();

    [GeneratedRegex(@"\sstorefront\s+healthy\s+(?<url>http://\S+)")]
    private static partial Regex StorefrontUrl();
}
