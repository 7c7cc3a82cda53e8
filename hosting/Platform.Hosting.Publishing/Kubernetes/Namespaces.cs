using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes.Pods;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// A namespace each for the application, its data and what watches it; the same in every stage, for each stage has its cluster. Where all
/// pods are ours the standard <c>restricted</c> is enforced; where operators make them it is <c>baseline</c>, and what falls short of
/// <c>restricted</c> is told. Sidecars of a mesh fit in if the mesh uses its CNI plug-in.
/// </summary>
public sealed class Namespaces : IKubernetesContributor
{
    private const string PodSecurityLabel = "pod-security.kubernetes.io";
    private const string Restricted = "restricted";
    private const string Baseline = "baseline";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var application = Of(context, context.ApplicationNamespace, "application", ApplicationLevel(context));
        if (context.Model.Settings.Cluster.EnableIstio)
        {
            application["metadata"]!["labels"]!["istio-injection"] = "enabled";
        }
        yield return new(application, "namespaces.yaml");
        yield return new(Of(context, context.DataNamespace, "data", Baseline), "namespaces.yaml");
        yield return new(Of(context, context.MonitoringNamespace, "monitoring", Baseline), "namespaces.yaml");
    }

    // A workload that must be root, by its waiver, would not be let in.
    private static string ApplicationLevel(KubernetesContext context) =>
        context.Model.Workloads.Any(PodSecurity.IsRoot) ? Baseline : Restricted;

    private static JsonObject Of(KubernetesContext context, string name, string component, string level)
    {
        var tree = context.New("v1", "Namespace", name, component, "");
        var labels = (JsonObject)tree["metadata"]!["labels"]!;
        labels[$"{PodSecurityLabel}/enforce"] = level;
        labels[$"{PodSecurityLabel}/warn"] = Restricted;
        return tree;
    }
}
