using System.Diagnostics;

namespace Publishing.Tests.Support;

/// <summary>Programs that judge what is published and are not ours. One that is missing skips the test, and says what was not proved.</summary>
internal static class Tools
{
    // Where the machine has kubectl, it often came with a cloud's SDK.
    private static readonly string[] s_folders =
    [
        "/usr/local/bin",
        "/opt/google-cloud-sdk/bin",
        "/usr/lib/google-cloud-sdk/bin",
        "/snap/bin",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "google-cloud-sdk/bin"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/bin"),
    ];

    /// <summary>The program's full path; null where there is none.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Concat(s_folders)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>The program's full path; skips the test where there is none.</summary>
    /// <param name="notProved">What nobody knows without it: "that promtool accepts the rules".</param>
    /// <param name="remedy">How to get it: "apt-get install prometheus".</param>
    public static string Require(string program, string notProved, string remedy)
    {
        var path = Find(program);
        Assert.SkipWhen(path is null, $"{program} is missing. Not proved: {notProved}. To prove it: {remedy}");
        return path!;
    }

    /// <summary>Python with the module; skips the test where there is none.</summary>
    public static async Task<string> RequirePythonAsync(string module, string notProved, string remedy)
    {
        var python = Require("python3", notProved, remedy);
        var found = await RunAsync(python, ["-c", $"import {module}"]);
        Assert.SkipWhen(found.ExitCode != 0, $"Python has no '{module}'. Not proved: {notProved}. To prove it: {remedy}");
        return python;
    }

    /// <summary>Runs a program to its end, a minute at most.</summary>
    public static async Task<ToolResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        string? input = null
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test with all that the program said.</summary>
    public ToolResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output + Error);
        return this;
    }
}
