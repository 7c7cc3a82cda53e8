using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Logs;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>What starting has in common, whatever is started: waits, events, logs, doors.</summary>
internal abstract class InstanceWork(PlannedResource planned, int index, RunContext context, IReadOnlyList<BoundEndpoint> endpoints)
    : IInstanceWork,
        IDisposable
{
    private LogStore? _log;

    protected PlannedResource Planned => planned;

    protected RunContext Context => context;

    protected IReadOnlyList<BoundEndpoint> Endpoints => endpoints;

    protected string InstanceId => planned.InstanceIds[index];

    protected int Index => index;

    protected ILogger Logger => context.Loggers.GetLogger(InstanceId);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await context.Notifications.WaitForDependenciesAsync(planned.Resource, InstanceId, cancellationToken).ConfigureAwait(false);
        await context
            .Eventing.PublishAsync(new BeforeResourceStartedEvent(planned.Resource, context.Services), cancellationToken)
            .ConfigureAwait(false);
    }

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

    public void Dispose() => _log?.Dispose();

    /// <summary>Takes in what the run prints: all of it to a file, the last lines to those who watch.</summary>
    protected Task Record(IRun run)
    {
        if (_log is null)
        {
            _log = new LogStore(Path.Combine(context.Directory.Logs, InstanceId + ".log"));
            _ = ForwardAsync(_log);
        }
        return _log.PumpAsync(run.Output, run.Error);
    }

    private async Task ForwardAsync(LogStore log)
    {
        await foreach (var batch in log.ReadAsync().ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                context.Loggers.Append(InstanceId, line.Text, line.IsError);
            }
        }
    }
}
