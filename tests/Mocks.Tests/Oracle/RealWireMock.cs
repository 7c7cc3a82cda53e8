using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Mocks.Tests.Oracle;

/// <summary>The real WireMock, from npm into the user's cache, on a port of its own; or the reason why it cannot be had.</summary>
public sealed partial class RealWireMock : IAsyncLifetime
{
    private const string Version = "3.13.2";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private Process? process;
    private Uri? url;
    private string? missing;

    public static string Root => Path.Combine(AppContext.BaseDirectory, "Oracle", "wiremock");

    public Uri Url => url ?? throw new InvalidOperationException(missing);

    /// <summary>Skips the test, saying what it does not prove, where WireMock cannot be had.</summary>
    public void SkipWhereMissing() =>
        Assert.SkipWhen(missing is not null, $"Not proved: that our stub server answers as the real WireMock {Version} does. {missing}");

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        if (await RunAsync("java", ["-version"], patience.Token) is { } noJava)
            missing = $"Java is missing ({noJava}): apt-get install default-jre-headless.";
        else if (await InstallAsync(patience.Token) is { } noJar)
            missing = $"npm could not install wiremock@{Version}: {noJar}";
        else
            await StartAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Cache =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "platform",
            $"wiremock-{Version}"
        );

    private static string Jar => Path.Combine(Cache, "node_modules", "wiremock", "build", $"wiremock-standalone-{Version}.jar");

    // Into a folder of its own, then renamed: two test runs at once do not see each other's half.
    private static async Task<string?> InstallAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Jar))
            return null;
        var fresh = $"{Cache}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        string[] arguments = ["install", "--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", $"wiremock@{Version}"];
        if (await RunAsync("npm", arguments, cancellationToken) is { } failed)
            return failed;
        try
        {
            Directory.Move(fresh, Cache);
        }
        catch (IOException) when (File.Exists(Jar))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return File.Exists(Jar) ? null : $"{Jar} is not there";
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        // The shell ends WireMock when its own input closes, so that it does not outlive a test run that is killed.
        string[] arguments = ["-c", "\"$@\" 2>&1 & child=$!; read -r _; kill $child; wait $child", "sh"];
        string[] java = ["java", "-jar", Jar, "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", Root, "--disable-banner"];
        process = Start("sh", [.. arguments, .. java]);
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (PortLine().Match(line) is { Success: true } port)
            {
                url = new Uri($"http://127.0.0.1:{port.Groups[1].Value}");
                // It writes a report for each request that nothing matches: unread, the pipe fills and it stands still.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }
        throw new InvalidOperationException($"WireMock did not start:\n{output}");
    }

    private static Process Start(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>What went wrong; null when nothing did.</summary>
    private static async Task<string?> RunAsync(string file, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var run = Start(file, arguments);
            run.StandardInput.Close();
            var output = run.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await run.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await run.WaitForExitAsync(cancellationToken);
            return run.ExitCode == 0 ? null : $"exit code {run.ExitCode}: {error}";
        }
        catch (System.ComponentModel.Win32Exception notFound)
        {
            return notFound.Message;
        }
    }

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
