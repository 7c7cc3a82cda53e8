using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Hosting.Lifecycle;

/// <summary>The command that Aspire has not: stops who depends on a resource, restarts it, and starts them again.</summary>
internal sealed class RestartWithDependents(DistributedApplicationModel model, IServiceProvider services) : IRunPreparation
{
    public const string CommandName = "platform-restart-with-dependents";

    public void Prepare()
    {
        foreach (var resource in model.Resources)
        {
            var dependents = DependentsOf.Resource(resource, model.Resources);
            if (dependents.Count > 0)
            {
                resource.Annotations.Add(Command(resource, dependents));
            }
        }
    }

    private ResourceCommandAnnotation Command(IResource resource, IReadOnlyList<IResource> dependents) =>
        new(
            CommandName,
            "Restart with dependents",
            context => State(resource, context.ResourceSnapshot),
            async context =>
            {
                await RestartAsync(resource, dependents, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success();
            },
            displayDescription: $"Stops {string.Join(", ", dependents.Select(dependent => dependent.Name))}, restarts {resource.Name}, starts them again.",
            arguments: null,
            confirmationMessage: null,
            iconName: "ArrowSyncCircle",
            iconVariant: IconVariant.Regular,
            isHighlighted: false
        );

    /// <summary>As the restart of the resource alone: what is not launched here, a database of a server, has neither.</summary>
    private static ResourceCommandState State(IResource resource, CustomResourceSnapshot snapshot) =>
        !resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == KnownResourceCommands.RestartCommand)
            ? ResourceCommandState.Hidden
        : snapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled
        : ResourceCommandState.Disabled;

    private async Task RestartAsync(IResource resource, IReadOnlyList<IResource> dependents, CancellationToken cancellationToken)
    {
        var supervisor = services.GetRequiredService<Supervisor>();
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var running = dependents.SelectMany(InstancesOf).Where(IsUp).ToList();
        await Task.WhenAll(running.Select(instance => instance.StopAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(InstancesOf(resource).Select(supervisor.RestartAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);
        // Who waits for it says so himself; the others may come up beside it.
        await Task.WhenAll(running.Select(instance => supervisor.StartAsync(instance))).WaitAsync(cancellationToken).ConfigureAwait(false);

        IEnumerable<SupervisedInstance> InstancesOf(IResource of) =>
            of.GetInstanceIds().Select(supervisor.Find).OfType<SupervisedInstance>();

        bool IsUp(SupervisedInstance instance) =>
            notifications.TryGetCurrentState(instance.Id, out var current)
            && !current.IsTerminal()
            && !current.Is(KnownResourceStates.NotStarted);
    }
}
