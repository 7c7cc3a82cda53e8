using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait annotation asks for, awaited over every instance of the dependency.</summary>
internal static class DependencyWait
{
    public static async Task AllAsync(
        ResourceNotificationService notifications,
        ResourceLoggerService loggers,
        string waiting,
        IReadOnlyList<WaitAnnotation> waits,
        CancellationToken cancellationToken
    )
    {
        var logger = loggers.GetLogger(waiting);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = waits.SelectMany(wait => Run.InstanceIds.GetInstanceIds(wait.Resource).Select(id => OneAsync(wait, id))).ToList();
        while (tasks.Count > 0)
        {
            var ended = await Task.WhenAny(tasks).ConfigureAwait(false);
            tasks.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                // The first failure is the reason; the other waits are moot.
                await stopping.CancelAsync().ConfigureAwait(false);
                await ended.ConfigureAwait(false);
            }
        }

        async Task OneAsync(WaitAnnotation wait, string instanceId)
        {
            var behavior = wait.WaitBehavior ?? notifications.DefaultWaitBehavior;
            logger.LogInformation("Waiting for resource '{Name}' to {Goal}.", instanceId, Goal(wait.WaitType));
            var reached = wait.WaitType switch
            {
                WaitType.WaitForCompletion => await CompletionAsync(wait, instanceId, behavior).ConfigureAwait(false),
                WaitType.WaitUntilStarted => await UpAsync(instanceId, behavior, ResourceEventState.IsRunning).ConfigureAwait(false),
                _ => await HealthyAsync(instanceId, behavior).ConfigureAwait(false),
            };
            logger.LogInformation("Finished waiting for resource '{Name}': {State}.", instanceId, reached.Snapshot.State?.Text);
        }

        async Task<ResourceEvent> HealthyAsync(string instanceId, WaitBehavior behavior)
        {
            while (true)
            {
                var healthy = await UpAsync(instanceId, behavior, ResourceEventState.IsHealthy).ConfigureAwait(false);
                if (await notifications.Ready(instanceId).Task.WaitAsync(stopping.Token).ConfigureAwait(false))
                {
                    return healthy;
                }
            }
        }

        async Task<ResourceEvent> UpAsync(string instanceId, WaitBehavior behavior, Func<ResourceEvent, bool> up)
        {
            var reached = await notifications
                .FirstAsync(
                    e => e.ResourceId == instanceId && (up(e) || (behavior == WaitBehavior.StopOnResourceUnavailable && e.IsUnavailable())),
                    stopping.Token
                )
                .ConfigureAwait(false);
            return up(reached) ? reached : throw Unavailable(reached);
        }

        async Task<ResourceEvent> CompletionAsync(WaitAnnotation wait, string instanceId, WaitBehavior behavior)
        {
            var ended = await notifications
                .FirstAsync(e => e.ResourceId == instanceId && (e.IsTerminal() || e.Snapshot.ExitCode is not null), stopping.Token)
                .ConfigureAwait(false);
            if (ended.Is(KnownResourceStates.FailedToStart))
            {
                throw Unavailable(ended);
            }
            return ended.Snapshot.ExitCode is not { } code || code == wait.ExitCode
                ? ended
                : throw new DistributedApplicationException(
                    $"'{waiting}' cannot start: it waits for '{instanceId}' to complete with exit code {wait.ExitCode}. {WaitFailure.Describe(ended, loggers)}"
                );
        }

        DistributedApplicationException Unavailable(ResourceEvent failed) =>
            new($"'{waiting}' cannot start: it waits for '{failed.ResourceId}'. {WaitFailure.Describe(failed, loggers)}");
    }

    private static string Goal(WaitType type) =>
        type switch
        {
            WaitType.WaitForCompletion => "complete",
            WaitType.WaitUntilStarted => "start",
            _ => "be healthy",
        };
}
