using System.Diagnostics;
using System.Globalization;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Crash;

/// <summary>The broker as a process of its own, which can be killed.</summary>
internal sealed class ChildBroker : IDisposable
{
    private readonly Process _process;

    private ChildBroker(Process process) => _process = process;

    public int Port { get; private set; }

    public static async Task<ChildBroker> StartAsync(string data, params string[] more)
    {
        string[] arguments = [typeof(KafkaBroker).Assembly.Location, "--port", "0", "--data", data, .. more];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        var ready = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        var broker = new ChildBroker(new Process { StartInfo = start });
        broker._process.OutputDataReceived += (_, output) =>
        {
            said.Add(output.Data ?? "");
            if (output.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"The broker ended before it was ready: {string.Join('\n', said)}"));
            }
            else if (output.Data.StartsWith("ready ", StringComparison.Ordinal))
            {
                ready.TrySetResult(int.Parse(output.Data[6..], CultureInfo.InvariantCulture));
            }
        };
        broker._process.Start();
        try
        {
            broker._process.BeginOutputReadLine();
            broker.Port = await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: no handler, no flush, no farewell.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
