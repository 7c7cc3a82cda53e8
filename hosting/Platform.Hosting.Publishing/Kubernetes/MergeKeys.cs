using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// Which lists of Kubernetes' own kinds are merged item by item when one tree is laid over another: the API's <c>x-kubernetes-patch-merge-key</c>,
/// for the lists that objects of ours may have. Every other list is replaced whole, and so is every list of a custom resource.
/// </summary>
internal static class MergeKeys
{
    private const string Template = "spec/template/spec/";

    private static readonly Dictionary<string, string> s_pods = new(StringComparer.Ordinal)
    {
        ["v1/Pod"] = "spec/",
        ["apps/v1/Deployment"] = Template,
        ["apps/v1/StatefulSet"] = Template,
        ["apps/v1/DaemonSet"] = Template,
        ["apps/v1/ReplicaSet"] = Template,
        ["batch/v1/Job"] = Template,
        ["batch/v1/CronJob"] = "spec/jobTemplate/spec/template/spec/",
    };

    private static readonly Dictionary<string, ListKey> s_podLists = new(StringComparer.Ordinal)
    {
        ["containers"] = new(["name"]),
        ["initContainers"] = new(["name"], IsOrdered: true),
        ["containers/*/env"] = new(["name"], IsOrdered: true),
        ["initContainers/*/env"] = new(["name"], IsOrdered: true),
        ["containers/*/ports"] = new(["containerPort", "protocol"]),
        ["initContainers/*/ports"] = new(["containerPort", "protocol"]),
        ["containers/*/volumeMounts"] = new(["mountPath"]),
        ["initContainers/*/volumeMounts"] = new(["mountPath"]),
        ["containers/*/volumeDevices"] = new(["devicePath"]),
        ["initContainers/*/volumeDevices"] = new(["devicePath"]),
        ["volumes"] = new(["name"]),
        ["imagePullSecrets"] = new(["name"]),
        ["hostAliases"] = new(["ip"]),
        ["topologySpreadConstraints"] = new(["topologyKey", "whenUnsatisfiable"]),
    };

    // Lists of pods that have keys too, and that nobody sets here.
    private static readonly string[] s_rare = ["ephemeralContainers", "resourceClaims", "schedulingGates"];

    /// <summary>Of a tree: <c>apps/v1/Deployment</c>.</summary>
    public static string TypeOf(JsonObject tree) => $"{(string?)tree["apiVersion"]}/{(string?)tree["kind"]}";

    /// <summary>Where objects of the type describe a pod, with a slash at the end; null: they do not.</summary>
    public static string? PodPath(string type) => s_pods.GetValueOrDefault(type);

    /// <param name="type">As <see cref="TypeOf"/> has it.</param>
    /// <param name="path">Keys with slashes between them, <c>*</c> for a list's items.</param>
    public static ListKey? Find(string type, string path)
    {
        if (type == "v1/Service" && path == "spec/ports")
        {
            return new(["port", "protocol"]);
        }
        return PodPath(type) is { } pod && path.StartsWith(pod, StringComparison.Ordinal)
            ? s_podLists.GetValueOrDefault(path[pod.Length..])
            : null;
    }

    /// <summary>Whether tools merge the list in ways of their own: objects that differ there are written whole.</summary>
    public static bool IsDelicate(string type, string path) =>
        path.EndsWith("metadata/finalizers", StringComparison.Ordinal)
        || path.EndsWith("metadata/ownerReferences", StringComparison.Ordinal)
        || (type == "v1/ServiceAccount" && path == "secrets")
        || (
            PodPath(type) is { } pod
            && path.StartsWith(pod, StringComparison.Ordinal)
            && s_rare.Any(list => path[pod.Length..] == list || path[pod.Length..].StartsWith(list + "/", StringComparison.Ordinal))
        );
}
