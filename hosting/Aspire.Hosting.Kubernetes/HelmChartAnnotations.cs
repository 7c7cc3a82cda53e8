using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>The chart's name.</summary>
public sealed class HelmChartNameAnnotation(ReferenceExpression name) : IResourceAnnotation
{
    public ReferenceExpression Name { get; } = name ?? throw new ArgumentNullException(nameof(name));
}

/// <summary>The chart's version, as SemVer.</summary>
public sealed class HelmChartVersionAnnotation(ReferenceExpression version) : IResourceAnnotation
{
    public ReferenceExpression Version { get; } = version ?? throw new ArgumentNullException(nameof(version));
}

/// <summary>What the chart says of itself.</summary>
public sealed class HelmChartDescriptionAnnotation(ReferenceExpression description) : IResourceAnnotation
{
    public ReferenceExpression Description { get; } = description ?? throw new ArgumentNullException(nameof(description));
}

/// <summary>The release's name.</summary>
public sealed class HelmReleaseNameAnnotation(ReferenceExpression releaseName) : IResourceAnnotation
{
    public ReferenceExpression ReleaseName { get; } = releaseName ?? throw new ArgumentNullException(nameof(releaseName));
}

/// <summary>The namespace that a release goes to.</summary>
public sealed class KubernetesNamespaceAnnotation(ReferenceExpression @namespace) : IResourceAnnotation
{
    public ReferenceExpression Namespace { get; } = @namespace ?? throw new ArgumentNullException(nameof(@namespace));
}
