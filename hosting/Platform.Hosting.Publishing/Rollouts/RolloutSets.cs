using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Rollouts;

/// <summary>The two sets of instances of a workload whose new version takes over by canary or blue-green, made of its one Deployment.</summary>
internal static class RolloutSets
{
    /// <summary>The Deployment of each set; only the one where the workload is rolled over in place.</summary>
    public static IEnumerable<JsonObject> Deployments(Workload workload, JsonObject deployment)
    {
        if (RolloutTrack.First(workload) is not { } first || RolloutTrack.Second(workload) is not { } second)
        {
            yield return deployment;
            yield break;
        }
        var copy = (JsonObject)deployment.DeepClone();
        Mark(deployment, first);
        yield return deployment;

        Mark(copy, second);
        copy["metadata"]!["name"] = second.Deployment;
        var spec = (JsonObject)copy["spec"]!;
        spec.Remove("replicas");
        if (second.Min == 0 || !second.IsScaled(workload))
        {
            spec.Insert(0, "replicas", second.Min);
        }
        yield return copy;
    }

    // Two Deployments must not select each other's pods, nor one's pods be spread by where the other's are.
    private static void Mark(JsonObject deployment, RolloutTrack track)
    {
        var spec = (JsonObject)deployment["spec"]!;
        spec["selector"]!["matchLabels"]![RolloutTrack.Label] = track.Version;
        spec["template"]!["metadata"]!["labels"]![RolloutTrack.Label] = track.Version;
        foreach (var constraint in spec["template"]!["spec"]?["topologySpreadConstraints"] as JsonArray ?? [])
        {
            if (constraint?["labelSelector"]?["matchLabels"] is JsonObject labels)
            {
                labels[RolloutTrack.Label] = track.Version;
            }
        }
    }
}
