using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes;

/// <summary>What a resource becomes in the cluster, object by object: to be looked at and changed before it is written.</summary>
public class KubernetesResource(string name, IResource resource, KubernetesEnvironmentResource kubernetesEnvironmentResource)
    : Resource(name),
        IResourceWithParent<KubernetesEnvironmentResource>
{
    public KubernetesEnvironmentResource Parent { get; } =
        kubernetesEnvironmentResource ?? throw new ArgumentNullException(nameof(kubernetesEnvironmentResource));

    /// <summary>The deployment or stateful set; null for a step, which runs as a job.</summary>
    public Workload? Workload { get; set; }

    /// <summary>Null: it listens on nothing.</summary>
    public Service? Service { get; set; }

    /// <summary>Plain values of its environment; null: it has none.</summary>
    public ConfigMap? ConfigMap { get; set; }

    /// <summary>Null: its secrets come from outside.</summary>
    public Secret? Secret { get; set; }

    /// <summary>Whatever else belongs to it.</summary>
    public List<BaseKubernetesResource> AdditionalResources { get; } = [];

    internal IResource TargetResource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));
}

/// <summary>Changes what a resource becomes in the cluster.</summary>
public sealed class KubernetesServiceCustomizationAnnotation(Action<KubernetesResource> configure) : IResourceAnnotation
{
    public Action<KubernetesResource> Configure { get; } = configure ?? throw new ArgumentNullException(nameof(configure));
}
