using System.Globalization;
using System.Text;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Unix;

/// <summary>
/// The host's guard: a small process outside the host's session that holds a pipe and, when the pipe closes, ends every run that was not
/// removed. No window is left open: <see cref="Starting"/> is told before a program is spawned, and until <see cref="Started"/> names its
/// process the guard would find it by <see cref="RunMarker"/>. One that is killed is replaced.
/// </summary>
internal sealed class Guard : IDisposable
{
    private static readonly Lazy<Guard> Instance = new(() => new Guard());

    // One that cannot live on this machine must not be tried for ever.
    private const int MostReplacements = 10;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> lines = [];
    private ChildProcess? process;
    private Stream? pipe;
    private int replacements;
    private bool disposed;

    private Guard() => _ = Open();

    /// <summary>The guard of this process, started at first use.</summary>
    public static Guard Shared => Instance.Value;

    /// <summary>Its process; null when none stands guard.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Raised with the process id of a guard that took the place of one that was killed.</summary>
    public event Action<int>? Replaced;

    /// <summary>Announces a program that is about to be spawned.</summary>
    public void Starting(string run) => Tell(run, $"start {run}");

    /// <summary>Names the process of an announced run, and how it is to be ended.</summary>
    public void Started(string run, SpawnedProcess child, StopPlan plan) =>
        Tell(
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"add {run} {child.Id} {child.StartTime} {(int)plan.Signal} {(plan.WholeSession ? 1 : 0)} {(long)plan.Grace.TotalMilliseconds}"
            )
        );

    /// <summary>Nothing of the run is left, or it never started.</summary>
    public void Removed(string run)
    {
        lock (gate)
        {
            lines.Remove(run);
            Write($"remove {run}");
        }
    }

    /// <summary>Sends the guard home. Only for a host that has stopped everything.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                Write("end");
                pipe?.Dispose();
                pipe = null;
            }
        }
    }

    private void Tell(string run, string line)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            lines[run] = line;
            Write(line);
        }
    }

    private void Write(string line)
    {
        try
        {
            pipe?.Write(Encoding.ASCII.GetBytes(line + "\n"));
        }
        catch (IOException)
        {
            // It has been killed; its exit is seen soon, and the successor is told all lines.
        }
    }

    private int Open()
    {
        using var script = new StreamReader(typeof(Guard).Assembly.GetManifestResourceStream("Aspire.Hosting.Run.Unix.guard.sh")!);
        var environment = new[] { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C" };
        var request = new SpawnRequest(
            "/bin/sh",
            ["-c", script.ReadToEnd(), "platform-guard", RunMarker.Host],
            environment,
            "/",
            HasInput: true,
            HasOutput: false
        );
        var spawned = Spawner.Spawn(request);
        pipe = spawned.Input;
        process = new ChildProcess(spawned, run: "");
        foreach (var line in lines.Values)
        {
            Write(line);
        }

        _ = ReplaceWhenGoneAsync(process);
        return spawned.Id;
    }

    private async Task ReplaceWhenGoneAsync(ChildProcess gone)
    {
        await gone.Exited.ConfigureAwait(false);
        gone.Dispose();
        int successor;
        lock (gate)
        {
            pipe?.Dispose();
            pipe = null;
            process = null;
            if (disposed || replacements++ == MostReplacements)
            {
                return;
            }

            successor = Open();
        }

        Replaced?.Invoke(successor);
    }
}
