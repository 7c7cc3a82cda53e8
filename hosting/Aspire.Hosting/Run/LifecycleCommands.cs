using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Start, stop and restart of one resource while the others stay up. The replicas of a resource restart one after the other.</summary>
internal static class LifecycleCommands
{
    public static void Add(PlannedResource planned, Supervisor supervisor)
    {
        var restarting = new SemaphoreSlim(1);
        Offer(
            KnownResourceCommands.StartCommand,
            "Start",
            "Play",
            highlighted: true,
            s =>
                IsDown(s) || s == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
                : s == KnownResourceStates.Starting ? ResourceCommandState.Disabled
                : ResourceCommandState.Hidden,
            // Of one that waits: now, without waiting.
            instance => supervisor.StartAsync(instance, noWait: true)
        );
        Offer(
            KnownResourceCommands.StopCommand,
            "Stop",
            "Stop",
            highlighted: true,
            s =>
                s == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
                : IsUp(s) ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
            i => i.StopAsync()
        );
        Offer(
            KnownResourceCommands.RestartCommand,
            "Restart",
            "ArrowCounterclockwise",
            highlighted: false,
            s => IsUp(s) && s != KnownResourceStates.Stopping ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            Restart
        );

        void Offer(
            string name,
            string displayName,
            string icon,
            bool highlighted,
            Func<string?, ResourceCommandState> state,
            Func<SupervisedInstance, Task> execute
        ) =>
            planned.Resource.Annotations.Add(
                new ResourceCommandAnnotation(
                    name,
                    displayName,
                    c => state(c.ResourceSnapshot.State?.Text),
                    async c =>
                    {
                        if (supervisor.Find(c.ResourceName) is not { } instance)
                        {
                            return CommandResults.Failure($"'{c.ResourceName}' is not running here: --only left it out.");
                        }
                        await execute(instance).WaitAsync(c.CancellationToken).ConfigureAwait(false);
                        return name != KnownResourceCommands.StopCommand && supervisor.FailedToStart(instance)
                            ? CommandResults.Failure($"'{instance.Id}' failed to start; its log says why.")
                            : CommandResults.Success();
                    },
                    displayDescription: null,
                    parameter: null,
                    confirmationMessage: null,
                    iconName: icon,
                    iconVariant: IconVariant.Filled,
                    isHighlighted: highlighted
                )
            );

        async Task Restart(SupervisedInstance instance)
        {
            await restarting.WaitAsync().ConfigureAwait(false);
            try
            {
                await supervisor.RestartAsync(instance).ConfigureAwait(false);
            }
            finally
            {
                restarting.Release();
            }
        }
    }

    private static bool IsDown(string? state) =>
        state == KnownResourceStates.NotStarted || (state is not null && KnownResourceStates.TerminalStates.Contains(state));

    private static bool IsUp(string? state) =>
        state is not null && !IsDown(state) && state != KnownResourceStates.Waiting && state != KnownResourceStates.Starting;
}
