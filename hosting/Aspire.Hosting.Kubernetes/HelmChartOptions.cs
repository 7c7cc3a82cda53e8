using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>What the Helm chart says of itself. Each is text or a parameter.</summary>
public sealed class HelmChartOptions
{
    private readonly IResourceBuilder<KubernetesEnvironmentResource> environment;

    internal HelmChartOptions(IResourceBuilder<KubernetesEnvironmentResource> environment) => this.environment = environment;

    public HelmChartOptions WithChartName(string name) => Set(new HelmChartNameAnnotation(Literal(name)));

    public HelmChartOptions WithChartName(IResourceBuilder<ParameterResource> name) => Set(new HelmChartNameAnnotation(Value(name)));

    public HelmChartOptions WithChartVersion(string version) => Set(new HelmChartVersionAnnotation(Literal(version)));

    public HelmChartOptions WithChartVersion(IResourceBuilder<ParameterResource> version) =>
        Set(new HelmChartVersionAnnotation(Value(version)));

    public HelmChartOptions WithChartDescription(string description) => Set(new HelmChartDescriptionAnnotation(Literal(description)));

    public HelmChartOptions WithChartDescription(IResourceBuilder<ParameterResource> description) =>
        Set(new HelmChartDescriptionAnnotation(Value(description)));

    private HelmChartOptions Set<T>(T annotation)
        where T : IResourceAnnotation
    {
        environment.WithAnnotation(annotation, ResourceAnnotationMutationBehavior.Replace);
        return this;
    }

    private static ReferenceExpression Literal(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return ReferenceExpression.Create($"{text}");
    }

    private static ReferenceExpression Value(IResourceBuilder<ParameterResource> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return ReferenceExpression.Create($"{parameter.Resource}");
    }
}
