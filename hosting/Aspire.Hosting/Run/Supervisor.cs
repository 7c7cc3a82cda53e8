using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Makes the instances of a plan, starts them side by side, and stops each after those that need it.</summary>
internal sealed class Supervisor(
    DistributedApplicationModel model,
    RunContext context,
    EndpointAllocator allocator,
    HealthMonitor health,
    IConfiguration configuration,
    IEnumerable<IEngineCatalog> engines,
    RunLock runLock,
    ILogger<Supervisor> logger
) : IHostedService, IAsyncDisposable
{
    private readonly Dictionary<IResource, List<SupervisedInstance>> _instances = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _followers = [];
    private ExecutionPlan? _plan;
    private Task? _stopped;
    private int _disposed;

    /// <summary>The plan that runs; null before the start.</summary>
    public ExecutionPlan? Plan => _plan;

    public EndpointTable Endpoints { get; private set; } = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        runLock.Take();
        HttpsDowngrade.Apply(model, context.Loggers, logger);
        var plan = _plan = ExecutionPlan.Create(model, engines.FirstOrDefault(), Only());
        Endpoints = allocator.Allocate(plan);
        foreach (var planned in plan.Resources)
        {
            await PrepareAsync(planned).ConfigureAwait(false);
        }
        _followers.Add(Task.Run(() => health.RunAsync(_stopping.Token), CancellationToken.None));
        _followers.Add(Task.Run(() => ChildStates.FollowAsync(plan, context.Notifications, _stopping.Token), CancellationToken.None));
        await AnnounceAsync(plan, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(StartInstances(plan)).WaitAsync(cancellationToken).ConfigureAwait(false);
        await context
            .Eventing.PublishAsync(new AfterResourcesCreatedEvent(context.Services, model), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped ??= StopAllAsync(cancellationToken);
        await _stopped.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // Registered as itself and as a hosted service, it is disposed as both.
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_followers).ConfigureAwait(false);
        foreach (var instance in _instances.Values.SelectMany(i => i))
        {
            await instance.DisposeAsync().ConfigureAwait(false);
        }
        _stopping.Dispose();
    }

    /// <summary>The instance of that id; null for what the host does not start.</summary>
    public SupervisedInstance? Find(string instanceId) =>
        _instances.Values.SelectMany(i => i).FirstOrDefault(i => string.Equals(i.Id, instanceId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Stops and starts one instance; of several, it is healthy again before this completes, so that the next may follow.</summary>
    public async Task RestartAsync(SupervisedInstance instance)
    {
        await instance.StopAsync().ConfigureAwait(false);
        await instance.StartAsync().ConfigureAwait(false);
        if (instance.Planned.InstanceIds.Length > 1)
        {
            await context
                .Notifications.FirstAsync(e => e.ResourceId == instance.Id && (e.IsHealthy() || e.IsTerminal()), _stopping.Token)
                .ConfigureAwait(false);
        }
    }

    private string[] Only() =>
        configuration["Platform:Only"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private async Task PrepareAsync(PlannedResource planned)
    {
        var resource = planned.Resource;
        resource.Annotations.Add(new InstancesAnnotation(planned.InstanceIds));
        if (planned.Launches)
        {
            var endpoints = Endpoints[resource];
            _instances[resource] =
            [
                .. planned.InstanceIds.Select((id, index) => new SupervisedInstance(planned, index, context, endpoints)),
            ];
            LifecycleCommands.Add(planned, this);
        }
        await context
            .Notifications.PublishUpdateAsync(
                resource,
                s => planned.Launches ? s with { State = s.State ?? KnownResourceStates.NotStarted } : s
            )
            .ConfigureAwait(false);
    }

    private async Task AnnounceAsync(ExecutionPlan plan, CancellationToken cancellationToken)
    {
        foreach (var resource in plan.Resources.Select(r => r.Resource))
        {
            _ = PublishInBackground(
                new InitializeResourceEvent(resource, context.Eventing, context.Loggers, context.Notifications, context.Services),
                resource
            );
        }
        foreach (var resource in plan.Resources.Select(r => r.Resource).OfType<IResourceWithEndpoints>())
        {
            await context
                .Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, context.Services), cancellationToken)
                .ConfigureAwait(false);
        }
        await ParameterStates.PublishAsync(plan, context, cancellationToken).ConfigureAwait(false);
        await UnservedStates.PublishAsync(plan, context).ConfigureAwait(false);
    }

    private async Task PublishInBackground(InitializeResourceEvent initialize, IResource resource)
    {
        try
        {
            await context.Eventing.PublishAsync(initialize, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        catch (Exception exception)
        {
            context.Loggers.GetLogger(resource).LogError(exception, "Initializing failed: {Message}", exception.Message);
            await context
                .Notifications.PublishUpdateAsync(
                    resource,
                    s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) }
                )
                .ConfigureAwait(false);
        }
    }

    private IEnumerable<Task> StartInstances(ExecutionPlan plan) =>
        from planned in plan.Resources
        where planned.Launches && !planned.ExplicitStart
        from instance in _instances[planned.Resource]
        select instance.StartAsync();

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        if (_plan is null)
        {
            return;
        }
        var stops = new Dictionary<IResource, Task>();
        foreach (var planned in _plan.Resources)
        {
            _ = StopWithDependents(planned.Resource);
        }
        await Task.WhenAll(stops.Values).ConfigureAwait(false);

        Task StopWithDependents(IResource resource) =>
            stops.TryGetValue(resource, out var under)
                ? under
                : stops[resource] = StopAfterAsync([.. _plan.Dependents[resource].Select(StopWithDependents)], resource);

        async Task StopAfterAsync(Task[] dependents, IResource resource)
        {
            await Task.WhenAll(dependents).ConfigureAwait(false);
            if (_instances.TryGetValue(resource, out var instances))
            {
                await Task.WhenAll(instances.Select(i => i.StopAsync(cancellationToken))).ConfigureAwait(false);
            }
        }
    }
}
