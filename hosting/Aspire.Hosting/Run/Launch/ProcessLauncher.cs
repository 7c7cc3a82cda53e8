using System.Collections;
using System.ComponentModel;
using Aspire.Hosting.Run.Unix;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Launch;

/// <summary>Runs programs as child processes of the host, each in its own session and under the guard.</summary>
internal sealed class ProcessLauncher(Guard? guard = null) : ILauncher
{
    // A spawning thread waits until the child has begun to execute: on a busy machine, children that are started at once wait together.
    public Task<IRun> StartAsync(LaunchSpec spec, CancellationToken cancellationToken = default) =>
        Task.Run<IRun>(() => Start(spec, guard ?? Guard.Shared), cancellationToken);

    private static ProcessRun Start(LaunchSpec spec, Guard guard)
    {
        var run = RunMarker.Next();
        var environment = MergeEnvironment(spec.Environment);
        environment[RunMarker.Variable] = run;
        var file = ProgramLookup.Find(spec, environment.GetValueOrDefault("PATH"));
        var request = new SpawnRequest(
            file,
            spec.Arguments,
            [.. environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Path.GetFullPath(spec.WorkingDirectory),
            HasInput: !spec.StandardInput.IsEmpty
        );
        guard.Starting(run);
        try
        {
            var spawned = Spawner.Spawn(request);
            guard.Started(run, spawned, spec.Stop);
            return new ProcessRun(spec, new ChildProcess(spawned, run), spawned, () => guard.Removed(run));
        }
        catch (Win32Exception refusal)
        {
            guard.Removed(run);
            throw new LaunchException($"'{spec.Name}' cannot start '{file}': {Explain(refusal, file)}", refusal);
        }
    }

    private static Dictionary<string, string> MergeEnvironment(IReadOnlyDictionary<string, string?> changes)
    {
        var merged = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            merged[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private static string Explain(Win32Exception refusal, string file) =>
        refusal.NativeErrorCode switch
        {
            Libc.NoEntry =>
                $"its interpreter is missing. See the first line of it (head -1 '{file}'), or 'file {file}' for a program of another system.",
            Libc.NotExecutable => $"the system does not know its format. A script needs a first line such as #!/bin/sh; see: file '{file}'",
            Libc.AccessDenied =>
                "permission denied. Its directory, working directory or interpreter is closed to this user, or mounted noexec.",
            Libc.TooBig => "its arguments and environment are too long for the system. Pass less, or a file.",
            Libc.TryAgain => "the system refuses another process. See: ulimit -u",
            _ => refusal.Message + ".",
        };
}
