using Platform.Engines.Host.Protocol;
using Platform.Engines.Host.Runs;
using Platform.Engines.Storage;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>A prepared engine that is a library: run here or in the child process, as the request says.</summary>
internal sealed class LibraryEngine(
    EngineRequest request,
    EngineStart start,
    EngineProcess process,
    EngineStarter starter,
    Func<CancellationToken, Task> probe
) : IPreparedEngine
{
    private IEngineRun? _run;

    /// <summary>The directory of the data. Kept and throw-away data never share one, so a changed mind wipes nothing.</summary>
    public static string DataDirectoryOf(EngineRequest request)
    {
        var directory = Path.Combine(request.StateDirectory, request.KeepData ? "data" : "scratch");
        if (!request.KeepData)
        {
            DataDirectory.Wipe(directory);
        }

        return directory;
    }

    /// <summary>The port of an endpoint.</summary>
    /// <exception cref="EngineException">The request has none.</exception>
    public static int PortOf(EngineRequest request, string engine, string endpoint) =>
        request.Ports.TryGetValue(endpoint, out var port)
            ? port
            : throw new EngineException(
                $"{request.ResourceName}: {engine} needs a port for the endpoint '{endpoint}'; the request has none."
            );

    public async Task<IRun> StartAsync(ILauncher launcher, CancellationToken cancellationToken = default)
    {
        try
        {
            _run =
                request.Placement == EnginePlacement.InProcess
                    ? await InProcessRun.StartAsync(start, starter, cancellationToken)
                    : await process.StartAsync(launcher, request.SharedDirectory ?? request.StateDirectory, start, cancellationToken);
            return _run;
        }
        catch (Exception refusal) when (refusal is not (OperationCanceledException or EngineException or LaunchException))
        {
            throw new EngineException($"{request.ResourceName}: {refusal.Message}", refusal);
        }
    }

    public Task ProbeAsync(CancellationToken cancellationToken = default) => probe(cancellationToken);

    public Task SnapshotAsync(string directory, CancellationToken cancellationToken = default) =>
        _run is { Completion.IsCompleted: false } run
            ? run.SnapshotAsync(Path.GetFullPath(directory), cancellationToken)
            : throw new EngineException(
                $"{request.ResourceName}: the engine writes its snapshots itself, so it has to run. Start it first."
            );

    public Task RestoreAsync(string directory, CancellationToken cancellationToken = default)
    {
        if (_run is { Completion.IsCompleted: false })
        {
            throw new EngineException($"{request.ResourceName}: stop it before its data is replaced.");
        }

        try
        {
            DataDirectory.Restore(directory, start.DataDirectory);
            return Task.CompletedTask;
        }
        catch (StorageException refusal)
        {
            throw new EngineException($"{request.ResourceName}: {refusal.Message}", refusal);
        }
    }
}
