using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Publishes an instance's states, and tells who subscribed to its end.</summary>
internal sealed class InstanceStates(PlannedResource planned, string instanceId, RunContext context) : IInstanceStates
{
    private readonly ILogger _logger = context.Loggers.GetLogger(instanceId);

    public Task StartingAsync() =>
        PublishAsync(s => s with { State = KnownResourceStates.Starting, ExitCode = null, StartTimeStamp = null, StopTimeStamp = null });

    public async Task RunningAsync(RunningInstance running)
    {
        var urls = await ResourceUrls.ComposeAsync(planned.Resource, context, CancellationToken.None).ConfigureAwait(false);
        await PublishAsync(s =>
                s with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                    StartTimeStamp = Now,
                    Urls = urls,
                    Properties = SnapshotProperties.Of(planned, running, s.Properties),
                    EnvironmentVariables = [.. running.Environment.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, true))],
                }
            )
            .ConfigureAwait(false);
    }

    public Task StoppingAsync() =>
        PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Stopping, KnownResourceStateStyles.Info) });

    public Task NotStartedAsync() => PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.NotStarted, null) });

    public Task FailedAsync(Exception reason)
    {
        // Ours say what to do; of others, what a callback of the AppHost throws, the trace tells where it came from.
        var unexpected = reason is DistributedApplicationException or LaunchException or EngineException ? null : reason;
        _logger.LogError(unexpected, "{Reason}", reason.Message);
        return PublishAsync(s =>
            s with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = Now,
            }
        );
    }

    public async Task EndedAsync(int exitCode, bool asked, bool neverAnswered)
    {
        if (!asked && exitCode != 0)
        {
            _logger.LogError(
                "Ended by itself with exit code {ExitCode}{Signal}.",
                exitCode,
                exitCode > 128 ? $" (signal {exitCode - 128})" : ""
            );
        }
        var state =
            neverAnswered && !asked ? KnownResourceStates.FailedToStart
            : asked || planned.Kind == LaunchKind.Engine ? KnownResourceStates.Exited
            : KnownResourceStates.Finished;
        await PublishAsync(s =>
                s with
                {
                    State = new ResourceStateSnapshot(
                        state,
                        asked ? KnownResourceStateStyles.Info
                            : exitCode == 0 ? null
                            : KnownResourceStateStyles.Error
                    ),
                    ExitCode = exitCode,
                    StopTimeStamp = Now,
                    Urls = [],
                }
            )
            .ConfigureAwait(false);
        if (context.Notifications.TryGetCurrentState(instanceId, out var ended))
        {
            await context
                .Eventing.PublishAsync(
                    new ResourceStoppedEvent(planned.Resource, context.Services, ended),
                    EventDispatchBehavior.NonBlockingSequential
                )
                .ConfigureAwait(false);
        }
    }

    private DateTime Now => context.Time.GetUtcNow().UtcDateTime;

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        context.Notifications.PublishUpdateAsync(planned.Resource, instanceId, change);
}
