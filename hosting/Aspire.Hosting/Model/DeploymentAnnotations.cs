namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where images are kept.</summary>
public interface IContainerRegistry
{
    ReferenceExpression Name { get; }

    /// <summary>The host.</summary>
    ReferenceExpression Endpoint { get; }

    /// <summary>The path before an image's name; null for none.</summary>
    ReferenceExpression? Repository => null;
}

/// <summary>The resource's image is kept in a registry.</summary>
public class ContainerRegistryReferenceAnnotation(IContainerRegistry registry) : IResourceAnnotation
{
    public IContainerRegistry Registry { get; } = registry ?? throw new ArgumentNullException(nameof(registry));
}

/// <summary>What the resource is deployed as.</summary>
public sealed class DeploymentTargetAnnotation(IResource target) : IResourceAnnotation
{
    public IResource DeploymentTarget { get; set; } = target ?? throw new ArgumentNullException(nameof(target));

    public IContainerRegistry? ContainerRegistry { get; set; }

    /// <summary>Where it is deployed to.</summary>
    public IComputeEnvironmentResource? ComputeEnvironment { get; set; }
}

/// <summary>The compute environment that was chosen for the resource.</summary>
internal sealed record ComputeEnvironmentAnnotation(IComputeEnvironmentResource ComputeEnvironment) : IResourceAnnotation;
