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
