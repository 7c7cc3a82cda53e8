namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>Every concern of a cluster, in the order in which objects are listed. A new one is a line here.</summary>
public static class KubernetesContributors
{
    public static IReadOnlyList<IKubernetesContributor> All(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [];
    }
}
