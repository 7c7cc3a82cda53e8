using Platform.Hosting.Publishing.Kubernetes.Pods;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>What a pod needs to live with a proxy beside it. Where no mesh puts one there, it says nothing to anybody.</summary>
public sealed class MeshPods : IPodCustomizer
{
    public void Customize(PodContext pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        if (pod.Component is not Workload || !pod.Kubernetes.Model.Settings.Cluster.EnableIstio)
        {
            return;
        }
        if (pod.IsStep)
        {
            // A step ends only if its proxy ends with it, as one does that is an init container with a restart policy (Kubernetes 1.29 and later).
            pod.Template.Metadata.Annotations["sidecar.istio.io/nativeSidecar"] = "true";
        }
        else
        {
            // Who asks for its database at once must have a way out.
            pod.Template.Metadata.Annotations["proxy.istio.io/config"] = """{"holdApplicationUntilProxyStarts":true}""";
        }
    }
}
