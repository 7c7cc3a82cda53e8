using Platform.Hosting.Publishing.Mesh;
using Platform.Hosting.Publishing.Replicas;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>What adds to pods, in order. A new one is a line here.</summary>
public static class PodCustomizers
{
    public static IReadOnlyList<IPodCustomizer> All { get; } = [new TopologySpread(), new PodIdentity(), new MeshPods()];

    /// <summary>Lets every concern add to the pod.</summary>
    public static void Apply(PodContext pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        foreach (var customizer in All)
        {
            customizer.Customize(pod);
        }
    }
}
