namespace Aspire.Hosting.Run;

/// <summary>An instance with its work, its states and the resource it belongs to.</summary>
internal sealed class SupervisedInstance : IAsyncDisposable
{
    private readonly RunContext _context;
    private readonly InstanceWork _work;
    private readonly Instance _instance;

    public SupervisedInstance(
        PlannedResource planned,
        int index,
        RunContext context,
        IReadOnlyList<BoundEndpoint> endpoints,
        StartAnnouncement announcement
    )
    {
        _context = context;
        Planned = planned;
        Id = planned.InstanceIds[index];
        _work =
            planned.Kind == LaunchKind.Engine
                ? new EngineWork(planned, index, context, endpoints, announcement)
                : new ProgramWork(planned, index, context, endpoints, announcement);
        _instance = new Instance(_work, new InstanceStates(planned, Id, context), context.Loggers.GetLogger(Id));
    }

    public string Id { get; }

    public PlannedResource Planned { get; }

    public Task StartAsync(bool noWait = false) => _instance.StartAsync(noWait);

    /// <inheritdoc cref="Instance.Open"/>
    public Task<bool> Open => _instance.Open;

    /// <summary>Gives it no new connections and completes when those it has have ended.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => _work.DrainAsync(cancellationToken);

    public Task StopAsync(CancellationToken hurry = default) => _instance.StopAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        await _instance.DisposeAsync().ConfigureAwait(false);
        _work.Dispose();
        _context.Loggers.Complete(Id);
    }
}
