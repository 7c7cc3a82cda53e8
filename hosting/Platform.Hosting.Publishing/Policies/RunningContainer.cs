using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>A container of either target.</summary>
/// <param name="Tree">The container of a pod, or the service of Compose.</param>
/// <param name="Pod">The pod's spec; null in Compose.</param>
/// <param name="IsStep">It runs once and ends: nobody probes it.</param>
internal sealed record RunningContainer(EmittedObject Object, string Resource, string Name, JsonObject Tree, JsonObject? Pod, bool IsStep)
{
    public bool IsCompose => Pod is null;

    /// <summary>For messages: <c>Deployment users</c>, with the container where that has another name.</summary>
    public string Where => $"{Object.Kind} {Object.Name}{(Name == Object.Name ? "" : $", container {Name},")} in {Object.Target}";

    public static IEnumerable<RunningContainer> Of(EmittedObject one, string resource)
    {
        if (one.Kind == EmittedObject.ComposeService)
        {
            // "no" is a text in Compose, and a boolean to those who forgot the quotes.
            var isStep = one.Tree["restart"]?.ToString() is "no" or "false";
            return [new RunningContainer(one, resource, one.Name, one.Tree, null, isStep)];
        }
        var spec = one.Kind switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" or "Rollout" => one.Tree["spec"]?["template"]?["spec"],
            "CronJob" => one.Tree["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"],
            "Pod" => one.Tree["spec"],
            _ => null,
        };
        return spec is JsonObject pod ? OfPod(one, resource, pod) : [];
    }

    private static IEnumerable<RunningContainer> OfPod(EmittedObject one, string resource, JsonObject pod)
    {
        foreach (var (list, isInit) in new[] { ("containers", false), ("initContainers", true) })
        {
            foreach (var container in (pod[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                yield return new RunningContainer(
                    one,
                    resource,
                    container["name"]?.ToString() ?? "",
                    container,
                    pod,
                    isInit || one.Kind is "Job" or "CronJob"
                );
            }
        }
    }
}
