using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Platform.Tests.Support;

/// <summary>The AppHost as a process of its own, as ./up starts it.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>The AppHost's own build, beside which it finds everything.</summary>
    public static string Assembly { get; } =
        Path.Combine(
            Path.GetDirectoryName(Projects.AppHost.ProjectPath)!,
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            new DirectoryInfo(AppContext.BaseDirectory).Name,
            "AppHost.dll"
        );

    public int Id => _process.Id;

    public string Output => string.Join('\n', _lines);

    /// <summary>Returns once the host says that all is healthy.</summary>
    public static async Task<HostProcess> StartAsync(params string[] args)
    {
        var host = Start(args);
        using var limit = new CancellationTokenSource(Graph.Patience);
        try
        {
            var first = await Task.WhenAny(host._healthy.Task, host._process.WaitForExitAsync(limit.Token));
            first.ShouldBe(host._healthy.Task, $"The host ended or took too long:\n{host.Output}");
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it to its end; with exit code and all that it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(Action<ProcessStartInfo> change, params string[] args)
    {
        await using var host = Start(args, change);
        using var limit = new CancellationTokenSource(Graph.Patience);
        await host._process.WaitForExitAsync(limit.Token);
        return (host._process.ExitCode, host.Output);
    }

    /// <summary>The address of a resource as the host printed it.</summary>
    public Uri Url(string resource) =>
        new(HealthyLine().Matches(Output).Last(match => match.Groups["resource"].Value == resource).Groups["url"].Value);

    /// <summary>What Ctrl+C and ./down do.</summary>
    public async Task<int> StopAsync()
    {
        _ = kill(_process.Id, Terminate);
        using var limit = new CancellationTokenSource(Graph.Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9: it cannot clean up.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static HostProcess Start(string[] args, Action<ProcessStartInfo>? change = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Assembly, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        change?.Invoke(start);
        var host = new HostProcess(new Process { StartInfo = start });
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }
        _lines.Enqueue(line);
        if (line.Contains("All healthy", StringComparison.Ordinal))
        {
            _healthy.TrySetResult();
        }
    }

    [GeneratedRegex(@"s\s+(?<resource>[\w-]+)\s+healthy\s+(?<url>http://\S+)")]
    private static partial Regex HealthyLine();

    [DllImport("libc")]
    private static extern int kill(int processId, int signal);
}
