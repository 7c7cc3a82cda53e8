using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Tells who subscribed what happens to a resource before it starts. A subscriber that fails fails its resource, not the graph.</summary>
internal sealed class Announcements(RunContext context)
{
    private readonly ConcurrentDictionary<IResource, Lazy<Task<bool>>> _connectionStrings = [];

    /// <summary>Begins the life of every resource; nobody waits for what it does.</summary>
    public void Initialize(ExecutionPlan plan, CancellationToken cancellationToken)
    {
        foreach (var resource in plan.Resources.Select(r => r.Resource))
        {
            var initialize = new InitializeResourceEvent(
                resource,
                context.Eventing,
                context.Loggers,
                context.Notifications,
                context.Services
            );
            _ = TellAsync(initialize, cancellationToken);
        }
    }

    public async Task EndpointsAllocatedAsync(ExecutionPlan plan, CancellationToken cancellationToken)
    {
        foreach (var resource in plan.Resources.Select(r => r.Resource).OfType<IResourceWithEndpoints>())
        {
            await TellAsync(new ResourceEndpointsAllocatedEvent(resource, context.Services), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says once that a connection string can be read, of a child after its parent; false when a subscriber failed.</summary>
    public Task<bool> ConnectionStringAsync(ExecutionPlan plan, PlannedResource planned, CancellationToken cancellationToken) =>
        _connectionStrings.GetOrAdd(planned.Resource, _ => new(() => TellConnectionStringAsync(plan, planned, cancellationToken))).Value;

    private async Task<bool> TellConnectionStringAsync(ExecutionPlan plan, PlannedResource planned, CancellationToken cancellationToken)
    {
        if (planned.Resource is IResourceWithParent { Parent: var parent } && plan.TryGet(parent) is { } plannedParent)
        {
            await ConnectionStringAsync(plan, plannedParent, cancellationToken).ConfigureAwait(false);
        }
        return planned.Resource is not IResourceWithConnectionString
            || await TellAsync(new ConnectionStringAvailableEvent(planned.Resource, context.Services), cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<bool> TellAsync<T>(T @event, CancellationToken cancellationToken)
        where T : IDistributedApplicationResourceEvent
    {
        try
        {
            await context.Eventing.PublishAsync(@event, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            context
                .Loggers.GetLogger(@event.Resource)
                .LogError(exception, "A subscriber of {Event} failed: {Message}", typeof(T).Name, exception.Message);
            await context
                .Notifications.PublishUpdateAsync(
                    @event.Resource,
                    s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) }
                )
                .ConfigureAwait(false);
            return false;
        }
    }
}
