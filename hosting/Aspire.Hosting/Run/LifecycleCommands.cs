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
            s => IsDown(s) ? Enabled : Hidden,
            supervisor.StartAsync
        );
        Offer(
            KnownResourceCommands.StopCommand,
            "Stop",
            "Stop",
            highlighted: true,
            s => IsDown(s) ? Hidden : StateUnlessMoving(s),
            i => i.StopAsync()
        );
        Offer(
            KnownResourceCommands.RestartCommand,
            "Restart",
            "ArrowCounterclockwise",
            highlighted: false,
            s => IsDown(s) ? ResourceCommandState.Disabled : StateUnlessMoving(s),
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

    private static ResourceCommandState Enabled => ResourceCommandState.Enabled;

    private static ResourceCommandState Hidden => ResourceCommandState.Hidden;

    private static bool IsDown(string? state) =>
        state is null || state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);

    private static ResourceCommandState StateUnlessMoving(string? state) =>
        state == KnownResourceStates.Stopping || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled : Enabled;
}
