using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Publishing.Compose;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What is published for: the graph's compute environments decide.</summary>
internal sealed class DeploymentTargets(IEnumerable<IDeploymentTargetFactory> factories)
{
    /// <summary>The platform's own, in the order in which they publish. A new target is a line here.</summary>
    public static void AddTo(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddDeploymentTarget<KubernetesEnvironmentResource>(environment => new KubernetesTarget(environment));
        services.AddDeploymentTarget<DockerComposeEnvironmentResource>(environment => new ComposeTarget(environment));
        services.AddSingleton<DeploymentTargets>();
    }

    /// <summary>One for each compute environment, in the graph's order.</summary>
    /// <exception cref="DistributedApplicationException">Nobody publishes for an environment, or two would write the same place.</exception>
    public IReadOnlyList<EnvironmentTarget> Of(DistributedApplicationModel model)
    {
        var targets = new List<EnvironmentTarget>();
        foreach (var environment in model.Resources.OfType<IComputeEnvironmentResource>())
        {
            var target =
                factories.Select(factory => factory.Create(environment)).FirstOrDefault(made => made is not null)
                ?? throw new DistributedApplicationException(
                    $"Nothing publishes for the compute environment '{environment.Name}' ({environment.GetType().Name}). Register an {nameof(IDeploymentTargetFactory)} for it in the AppHost's services, or take the environment out of the graph."
                );
            if (targets.Any(other => other.Target.Name == target.Name))
            {
                throw new DistributedApplicationException(
                    $"The compute environment '{environment.Name}' would write where another writes already ({target.Name}): keep one of a kind."
                );
            }
            targets.Add(new EnvironmentTarget(environment.Name, target));
        }
        return targets;
    }

    /// <exception cref="UsageException">There is no target of a name that was asked for.</exception>
    public static void RefuseUnknown(IReadOnlyList<IDeploymentTarget> targets, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => targets.All(target => target.Name != name)) is { } unknown)
        {
            throw new UsageException(
                $"--target {unknown}: the graph publishes for {string.Join(", ", targets.Select(target => target.Name))}. See: --help"
            );
        }
    }
}

/// <param name="Environment">The name of the compute environment in the graph.</param>
internal sealed record EnvironmentTarget(string Environment, IDeploymentTarget Target);
