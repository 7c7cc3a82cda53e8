using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The truth about every resource's state: who changes a state says it here, who wants to know reads it here.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly IServiceProvider _services;
    private readonly ResourceLoggerService _loggers;
    private readonly CancellationTokenSource _disposing;
    private readonly ConcurrentDictionary<string, InstanceState> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _watchersLock = new();
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService
    )
    {
        _logger = logger;
        _services = serviceProvider;
        _loggers = resourceLoggerService;
        _disposing = CancellationTokenSource.CreateLinkedTokenSource(hostApplicationLifetime.ApplicationStopping);
        DefaultWaitBehavior =
            serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior
            ?? WaitBehavior.WaitOnResourceUnavailable;
    }

    internal WaitBehavior DefaultWaitBehavior { get; set; }

    /// <summary>Changes the state of a resource: of each of its instances.</summary>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in resource.GetInstanceIds())
        {
            await PublishUpdateAsync(resource, id, stateFactory).ConfigureAwait(false);
        }
    }

    /// <summary>Changes the state of one instance.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The instance.</param>
    /// <param name="stateFactory">Makes the new state out of the one before. It may be called under a lock: it must not wait.</param>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        var state = _states.GetOrAdd(resourceId, _ => new InstanceState());
        lock (state)
        {
            var before = state.Event?.Snapshot;
            before ??= SnapshotDefaults.Initial(resource);
            var after = stateFactory(before);
            var (ran, runs) = (before.State?.Text == KnownResourceStates.Running, after.State?.Text == KnownResourceStates.Running);
            if (runs && !ran && after.HealthReports == before.HealthReports)
            {
                // What was found of the run before says nothing of this one.
                after = after.WithHealthReports(SnapshotDefaults.Unchecked(after.HealthReports));
            }
            after = SnapshotDefaults.Complete(resource, after, _services);
            var resourceEvent = new ResourceEvent(resource, resourceId, after);
            state.Event = resourceEvent;
            if (ran && !runs)
            {
                state.Ready.TrySetResult(false);
                state.Ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            if (before.State?.Text != after.State?.Text && _logger.IsEnabled(LogLevel.Debug))
            {
                _logger.LogDebug("{Resource}: {Before} -> {After}", resourceId, before.State?.Text, after.State?.Text);
            }
            Tell(resourceEvent);
        }
        return Task.CompletedTask;
    }

    /// <summary>The state of every instance, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        List<ResourceEvent> current;
        lock (_watchersLock)
        {
            // Under the lock that changes are told under: none is missed, and none is told after a later one.
            _watchers.Add(channel);
            current = [.. CurrentStates];
        }
        try
        {
            foreach (var resourceEvent in current)
            {
                yield return resourceEvent;
            }
            await foreach (var resourceEvent in channel.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                yield return resourceEvent;
            }
        }
        finally
        {
            lock (_watchersLock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>The current state of an instance, by its id or, where it has only one, the resource's name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent =
            _states.GetValueOrDefault(resourceId)?.Event
            ?? _states.Values.Select(s => s.Event).FirstOrDefault(e => e is not null && NameEquals(e.Resource.Name, resourceId));
        return resourceEvent is not null;
    }

    /// <summary>Completes when the resource is in <paramref name="targetState"/>, Running when null.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Completes with the state when the resource is in one of <paramref name="targetStates"/>.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName,
        IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(targetStates);
        var wanted = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
                resourceName,
                e => e.Snapshot.State?.Text is { } text && wanted.Contains(text),
                cancellationToken
            )
            .ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Completes with the first state of the resource that satisfies the predicate.</summary>
    /// <exception cref="DistributedApplicationException">The graph has no resource of that name.</exception>
    public Task<ResourceEvent> WaitForResourceAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        RequireKnown(resourceName);
        return FirstAsync(
            e => (NameEquals(e.Resource.Name, resourceName) || NameEquals(e.ResourceId, resourceName)) && predicate(e),
            cancellationToken
        );
    }

    /// <summary>Completes when the resource is running, healthy, and its ready event has been handled.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <inheritdoc cref="WaitForResourceHealthyAsync(string, CancellationToken)"/>
    /// <exception cref="DistributedApplicationException">It ended or failed to start and the behaviour says to stop; with its last log lines.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            var healthyOrGone = await WaitForResourceAsync(
                    resourceName,
                    e => e.IsHealthy() || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && e.IsUnavailable()),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!healthyOrGone.IsHealthy())
            {
                throw new DistributedApplicationException(WaitFailure.Describe(healthyOrGone, _loggers));
            }
            if (await Ready(healthyOrGone.ResourceId).Task.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return healthyOrGone;
            }
        }
    }

    /// <summary>Completes when all that the resource waits for has come; meanwhile it is Waiting.</summary>
    /// <exception cref="DistributedApplicationException">Something it waits for cannot come up any more.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Task.WhenAll(resource.GetInstanceIds().Select(id => WaitForDependenciesAsync(resource, id, cancellationToken)));
    }

    internal async Task WaitForDependenciesAsync(IResource resource, string instanceId, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        if (waits.Count == 0)
        {
            return;
        }
        await PublishUpdateAsync(resource, instanceId, s => s with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
        await DependencyWait.AllAsync(this, _loggers, instanceId, waits, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    internal IEnumerable<ResourceEvent> CurrentStates => _states.Values.Select(s => s.Event).OfType<ResourceEvent>();

    /// <summary>Completes with true when the ready event of the instance's present run has been handled, with false when the run ended before.</summary>
    internal TaskCompletionSource<bool> Ready(string instanceId) => _states.GetOrAdd(instanceId, _ => new InstanceState()).Ready;

    internal async Task<ResourceEvent> FirstAsync(Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken)
    {
        await foreach (var resourceEvent in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (predicate(resourceEvent))
            {
                return resourceEvent;
            }
        }
        throw new OperationCanceledException("The application stops.", cancellationToken);
    }

    private void Tell(ResourceEvent resourceEvent)
    {
        lock (_watchersLock)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(resourceEvent);
            }
        }
    }

    private void RequireKnown(string name)
    {
        if (
            !_states.ContainsKey(name)
            && _services.GetService<DistributedApplicationModel>() is { Resources: var resources }
            && !resources.Any(r => NameEquals(r.Name, name) || r.GetInstanceIds().Contains(name, StringComparer.OrdinalIgnoreCase))
        )
        {
            throw new DistributedApplicationException(
                $"There is no resource '{name}' to wait for. The graph has: {string.Join(", ", resources.Select(r => r.Name))}."
            );
        }
    }

    private static bool NameEquals(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private sealed class InstanceState
    {
        public volatile ResourceEvent? Event;
        public volatile TaskCompletionSource<bool> Ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
