using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Makes the instances of a plan, starts them side by side, and stops each after those that need it.</summary>
internal sealed class Supervisor(
    DistributedApplicationModel model,
    RunContext context,
    EndpointAllocator allocator,
    HealthMonitor health,
    IConfiguration configuration,
    IOptions<HealthCheckServiceOptions> healthChecks,
    IEnumerable<IEngineCatalog> engines,
    RunLock runLock,
    SecondInterrupt interrupt,
    IEnumerable<IRunPreparation> preparations,
    ParameterValues parameters,
    ILogger<Supervisor> logger
) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan s_ephemeralGrace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan s_drainTime = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<IResource, List<SupervisedInstance>> _instances = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _followers = [];
    private readonly Announcements _announcements = new(context);
    private ExecutionPlan? _plan;
    private Task? _stopped;
    private int _disposed;

    /// <summary>The plan that runs; null before the start.</summary>
    public ExecutionPlan? Plan => _plan;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        runLock.Take();
        foreach (var preparation in preparations)
        {
            preparation.Prepare();
        }
        HttpsDowngrade.Apply(model, context.Loggers, logger);
        var checks = healthChecks.Value.Registrations.Select(r => r.Name).ToHashSet();
        var plan = ExecutionPlan.Create(model, engines.FirstOrDefault(), Only(), checks);
        var endpoints = allocator.Allocate(plan);
        _plan = plan;
        foreach (var planned in plan.Resources)
        {
            await PrepareAsync(planned, endpoints[planned.Resource]).ConfigureAwait(false);
        }
        _followers.Add(Task.Run(() => health.RunAsync(_stopping.Token), CancellationToken.None));
        _followers.Add(Task.Run(() => ChildStates.FollowAsync(plan, context.Notifications, _stopping.Token), CancellationToken.None));
        _announcements.Initialize(plan, _stopping.Token);
        await _announcements.EndpointsAllocatedAsync(plan, cancellationToken).ConfigureAwait(false);
        var asksForValues = await parameters.PublishAsync(plan, cancellationToken).ConfigureAwait(false);
        await UnservedStates.PublishAsync(plan, context).ConfigureAwait(false);
        var starts = plan.Resources.ToDictionary(planned => planned, BringUpAsync);
        // What waits for a resource that somebody has to start would keep the application from ever being started.
        var awaited = starts.Where(start => !plan.WaitsForExplicitStart(start.Key.Resource)).Select(start => start.Value);
        // Likewise what waits for a value that a user is asked for.
        await (asksForValues ? Task.CompletedTask : Task.WhenAll(awaited)).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_stopped is not null)
        {
            throw new OperationCanceledException("The application was stopped while it started.");
        }
        await context
            .Eventing.PublishAsync(new AfterResourcesCreatedEvent(context.Services, model), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await (_stopped ??= StopAllAsync(cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // Registered as itself and as a hosted service, it is disposed as both.
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        using var patience = new CancellationTokenSource();
        if (context.Directory.IsEphemeral)
        {
            // Nothing is kept, so nothing needs long to put its things in order; tests want to go on.
            patience.CancelAfter(s_ephemeralGrace);
        }
        await StopAsync(patience.Token).ConfigureAwait(false);
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

    public bool FailedToStart(SupervisedInstance instance) =>
        context.Notifications.TryGetCurrentState(instance.Id, out var current) && current.Is(KnownResourceStates.FailedToStart);

    /// <summary>Stops and starts one instance; of several, it takes connections and is healthy again before this completes, so that the next may follow.</summary>
    public async Task RestartAsync(SupervisedInstance instance)
    {
        var wasOpen = instance.Open is { IsCompletedSuccessfully: true, Result: true };
        if (instance.Planned.InstanceIds.Length > 1)
        {
            await DrainAsync(instance).ConfigureAwait(false);
        }
        await instance.StopAsync().ConfigureAwait(false);
        await StartAsync(instance).ConfigureAwait(false);
        if (instance.Planned.InstanceIds.Length > 1 && wasOpen && await instance.Open.WaitAsync(_stopping.Token).ConfigureAwait(false))
        {
            await context
                .Notifications.FirstAsync(e => e.ResourceId == instance.Id && (e.IsHealthy() || e.IsTerminal()), _stopping.Token)
                .ConfigureAwait(false);
        }
    }

    /// <summary>What it was handed and has not accepted yet would be reset by its end; idle connections need not be waited for.</summary>
    private static async Task DrainAsync(SupervisedInstance instance)
    {
        using var patience = new CancellationTokenSource(s_drainTime);
        try
        {
            await instance.DrainAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Its own stop sees to the rest.
        }
    }

    private string[] Only() =>
        configuration["Platform:Only"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private async Task PrepareAsync(PlannedResource planned, IReadOnlyList<BoundEndpoint> endpoints)
    {
        var resource = planned.Resource;
        resource.Annotations.Add(new InstancesAnnotation(planned.InstanceIds));
        if (planned.Launches)
        {
            var announcement = new StartAnnouncement(resource, context);
            _instances[resource] =
            [
                .. planned.InstanceIds.Select((id, index) => new SupervisedInstance(planned, index, context, endpoints, announcement)),
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

    private async Task BringUpAsync(PlannedResource planned)
    {
        if (await _announcements.ConnectionStringAsync(_plan!, planned, _stopping.Token).ConfigureAwait(false))
        {
            _ = PassiveStates.PublishAsync(planned.Resource, context, _stopping.Token);
            await StartAsync(planned).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when each instance was launched or could not be.</summary>
    private async Task StartAsync(PlannedResource planned)
    {
        if (planned.Launches && !planned.ExplicitStart)
        {
            await Task.WhenAll(_instances[planned.Resource].Select(instance => StartAsync(instance))).ConfigureAwait(false);
        }
    }

    /// <summary>Starts an instance, unless the application stops.</summary>
    /// <param name="noWait">True to start at once one that still waits for others.</param>
    public Task StartAsync(SupervisedInstance instance, bool noWait = false) =>
        _stopped is null ? instance.StartAsync(noWait) : Task.CompletedTask;

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        if (_plan is null)
        {
            return;
        }
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupt.Kill);
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
                await Task.WhenAll(instances.Select(i => i.StopAsync(hurry.Token))).ConfigureAwait(false);
            }
        }
    }
}
