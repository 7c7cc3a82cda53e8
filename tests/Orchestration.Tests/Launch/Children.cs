using System.Text;
using Aspire.Hosting.Run.Launch;
using Aspire.Hosting.Run.Unix;
using Platform.Hosting;

namespace Orchestration.Tests.Launch;

internal static class Children
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public static LaunchSpec Sh(string script, StopPlan? stop = null) =>
        new()
        {
            Name = "child",
            FileName = "/bin/sh",
            Arguments = ["-c", script],
            WorkingDirectory = "/",
            Stop = stop ?? StopPlan.Default,
        };

    public static Task<IRun> StartAsync(LaunchSpec spec) => new ProcessLauncher().StartAsync(spec);

    /// <summary>The next line of a stream, without reading past it.</summary>
    public static async Task<string> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one).AsTask().WaitAsync(Patience) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    public static async Task<string> ReadAllAsync(Stream stream) => await new StreamReader(stream).ReadToEndAsync().WaitAsync(Patience);

    public static bool Lives(int pid) => ProcessTable.Find(pid) is { Lives: true };

    /// <summary>Completes when a process that is not ours to wait for has ended.</summary>
    public static async Task EndAsync(int pid)
    {
        using var handle = ProcessHandle.TryOpen(pid);
        await (handle?.Exited ?? Task.CompletedTask).WaitAsync(Patience);
    }
}
