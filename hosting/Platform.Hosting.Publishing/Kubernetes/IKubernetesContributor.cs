namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>One concern of a cluster: the objects that it needs for a stage. The list of all is <c>KubernetesContributors</c>.</summary>
public interface IKubernetesContributor
{
    IEnumerable<KubernetesObject> Contribute(KubernetesContext context);
}
