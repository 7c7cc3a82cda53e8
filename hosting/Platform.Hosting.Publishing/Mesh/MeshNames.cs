using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>
/// What is in the mesh, and how it is called there. In the mesh are the application's services. Stores are not: their operators speak TLS of
/// their own from instance to instance, managed ones stand elsewhere, and a proxy before either would encrypt twice and cut off who runs
/// them. Network policies and credentials guard those. What is monitored with is not either: it must see when the mesh is down.
/// </summary>
internal static class MeshNames
{
    /// <summary>The Kustomize component that all of the mesh's objects are in.</summary>
    public const string Component = "istio";

    /// <summary>Where Istio's control plane and its ingress gateways live.</summary>
    public const string SystemNamespace = "istio-system";

    private const string TrustDomain = "cluster.local";

    public static bool IsInMesh(Workload workload) => workload.Kind is WorkloadKind.Service && workload.Ports.Count > 0;

    /// <summary>None where the stage's cluster has no mesh.</summary>
    public static IEnumerable<Workload> Members(KubernetesContext context) =>
        context.Model.Settings.Cluster.EnableIstio ? context.Model.Workloads.Where(IsInMesh) : [];

    /// <summary>The full name of a workload's service: short ones depend on who reads them.</summary>
    public static string Host(KubernetesContext context, Workload workload) =>
        $"{KubernetesName.Of(workload.Name)}.{context.ApplicationNamespace}.svc.cluster.local";

    /// <summary>Who a workload is to others: its service account.</summary>
    public static string Principal(KubernetesContext context, string workload) =>
        $"{TrustDomain}/ns/{context.ApplicationNamespace}/sa/{KubernetesName.Of(workload)}";

    /// <summary>Whatever comes in from outside: the accounts of ingress gateways are named by who installs them.</summary>
    public static string IngressPrincipal => $"{TrustDomain}/ns/{SystemNamespace}/sa/*";

    /// <summary>The port that requests from outside go to.</summary>
    public static int HttpPort(Workload workload) =>
        (workload.Ports.FirstOrDefault(port => port.Scheme is "http" or "https") ?? workload.Ports[0]).Number;
}
