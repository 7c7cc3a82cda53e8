using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>What starting has in common, whatever is started: waits, events, logs, doors.</summary>
internal abstract class InstanceWork(
    PlannedResource planned,
    int index,
    RunContext context,
    IReadOnlyList<BoundEndpoint> endpoints,
    StartAnnouncement announcement
) : IInstanceWork, IDisposable
{
    private RecordedLog? _log;
    private int _start;

    protected PlannedResource Planned => planned;

    protected RunContext Context => context;

    protected IReadOnlyList<BoundEndpoint> Endpoints => endpoints;

    protected string InstanceId => planned.InstanceIds[index];

    protected int Index => index;

    protected ILogger Logger => context.Loggers.GetLogger(InstanceId);

    public Task WaitAsync(CancellationToken cancellationToken) =>
        context.Notifications.WaitForDependenciesAsync(planned.Resource, InstanceId, cancellationToken);

    public Task AnnounceAsync(CancellationToken cancellationToken) => announcement.TellAsync(_start++, cancellationToken);

    public abstract Task<RunningInstance> LaunchAsync(CancellationToken cancellationToken);

    public void OpenToClients()
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Open(index);
        }
    }

    public void CloseToClients()
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Close(index);
        }
    }

    public Task DrainAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(endpoints.Select(endpoint => endpoint.DrainAsync(index, cancellationToken)));

    public void Dispose() => _log?.Dispose();

    /// <summary>Takes in what the run prints: all of it to a file, the last lines to those who watch; completes when these have the last one.</summary>
    protected Task Record(IRun run)
    {
        _log ??= new RecordedLog(Path.Combine(context.Directory.Logs, InstanceId + ".log"), InstanceId, context.Loggers);
        return _log.RecordAsync(run);
    }
}
