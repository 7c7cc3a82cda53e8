using System.Diagnostics;
using System.Text.RegularExpressions;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed partial class JourneyTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task The_commands_of_the_journeys_page_lead_to_a_paid_and_a_refunded_order()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Graph.Root, "docs", "journey.md"), TestContext.Current.CancellationToken);
        var commands = string.Join('\n', ShellBlock().Matches(page).Select(block => block.Groups[1].Value));
        commands.ShouldContain("http://localhost:8080");

        var (exitCode, output) = await RunAsync(commands.Replace("http://localhost:8080", Gateway.BaseAddress!.ToString().TrimEnd('/')));

        exitCode.ShouldBe(0, output);
        var lines = output.Split('\n');
        lines.ShouldContain("PAID", output);
        lines.ShouldContain("REFUNDED", output);
        output.ShouldContain("\"email\":\"shopper1@example.com\"");
        output.ShouldContain("\"quantity\":[\"must be from 1 to 99.\"]");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-c", commands]) { RedirectStandardOutput = true };
        using var limit = new CancellationTokenSource(Graph.Patience);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
