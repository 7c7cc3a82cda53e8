using System.ComponentModel;
using System.Diagnostics;

namespace Dashboard.Tests.Interop;

/// <summary>JavaScript's OpenTelemetry SDK, installed once per user into a cache outside the repository.</summary>
internal static class NpmSdk
{
    private const string Version = "0.223.1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    private static readonly string[] Packages =
    [
        "@opentelemetry/api@1.9.1",
        "@opentelemetry/resources@2.12.1",
        "@opentelemetry/sdk-trace-node@2.12.0",
        "@opentelemetry/sdk-metrics@2.12.1",
        $"@opentelemetry/sdk-logs@{Version}",
        .. from signal in new[] { "trace", "logs", "metrics" }
        from protocol in new[] { "proto", "http", "grpc" }
        select $"@opentelemetry/exporter-{signal}-otlp-{protocol}@{(signal == "metrics" ? "0.223.0" : Version)}",
    ];

    private static string Home { get; } =
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "platform",
            $"opentelemetry-js-{Version}"
        );

    /// <summary>Runs the script to its end; skips the test, saying what it does not prove, where the SDK cannot be had.</summary>
    public static async Task RunAsync(string script, string protocol, IReadOnlyDictionary<string, string> environment)
    {
        var missing = await Installed.Value;
        Assert.SkipWhen(
            missing is not null,
            $"Not proved: that JavaScript's OpenTelemetry SDK {Version} is understood over {protocol}. {missing}"
        );
        var failure = await RunAsync("node", [Path.Combine(AppContext.BaseDirectory, "Interop", script), Home, protocol], environment);
        failure.ShouldBeNull();
    }

    // Into a folder of its own, then renamed: two test runs at once do not see each other's half.
    private static async Task<string?> InstallAsync()
    {
        var modules = Path.Combine(Home, "node_modules");
        if (Directory.Exists(modules))
        {
            return null;
        }
        var fresh = $"{Home}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        await File.WriteAllTextAsync(Path.Combine(fresh, "package.json"), """{"private":true}""");
        var why = await RunAsync("npm", ["install", "--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", .. Packages], []);
        if (why is not null)
        {
            return $"npm could not install it: {why}";
        }
        try
        {
            Directory.Move(fresh, Home);
        }
        catch (IOException) when (Directory.Exists(modules))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return null;
    }

    /// <summary>Null where it ended well; else what it said.</summary>
    private static async Task<string?> RunAsync(string file, string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(patience.Token);
                var errors = process.StandardError.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? null : $"{file} ended with {process.ExitCode}: {await errors}{await output}";
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception exception)
        {
            return $"{file} cannot be started: {exception.Message}";
        }
        catch (OperationCanceledException)
        {
            return $"{file} did not end within {Patience}.";
        }
    }
}
