using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Resources for which nothing is started and which have no parent to follow: they run once their value is known.</summary>
internal static class PassiveStates
{
    public static async Task PublishAsync(IResource resource, RunContext context, CancellationToken cancellationToken)
    {
        if (resource is not (ConnectionStringResource or ExternalServiceResource))
        {
            return;
        }
        try
        {
            await context.Notifications.WaitForDependenciesAsync(resource, cancellationToken).ConfigureAwait(false);
            if (resource is ExternalServiceResource service)
            {
                await service.GetUriAsync(cancellationToken).ConfigureAwait(false);
            }
            await PublishAsync(KnownResourceStates.Running, KnownResourceStateStyles.Success).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception exception)
        {
            context.Loggers.GetLogger(resource).LogError("{Reason}", exception.Message);
            await PublishAsync(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error).ConfigureAwait(false);
        }

        Task PublishAsync(string state, string style) =>
            context.Notifications.PublishUpdateAsync(resource, s => s with { State = new ResourceStateSnapshot(state, style) });
    }
}
