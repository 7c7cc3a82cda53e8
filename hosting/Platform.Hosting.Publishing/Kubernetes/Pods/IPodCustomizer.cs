using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>A concern that adds to pods of workloads and of stores that we write ourselves. The list of all is <see cref="PodCustomizers"/>.</summary>
public interface IPodCustomizer
{
    void Customize(PodContext pod);
}

/// <summary>A pod about to be written.</summary>
/// <param name="Component">Whose pod it is.</param>
/// <param name="Owner">Name of the Deployment, StatefulSet or Job: a workload may have two.</param>
/// <param name="Template">Labels, annotations and all that runs in it; the first container is the component's own.</param>
public sealed record PodContext(KubernetesContext Kubernetes, Component Component, string Owner, PodTemplateSpecV1 Template)
{
    public PodSpecV1 Spec => Template.Spec;

    public ContainerV1 Container => Spec.Containers[0];

    /// <summary>Whether it ends by itself.</summary>
    public bool IsStep => Component is Model.Workload { Kind: WorkloadKind.Step };
}
