using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>The routes to one workload: by the canary's header, what streams, and the rest.</summary>
internal static class MeshRoutes
{
    // Bounds a call that hangs; how fast answers are to be is an objective's to say.
    private const string Timeout = "60s";

    /// <summary>How a path is matched: as Kubernetes' Ingress does, by whole segments.</summary>
    public static IReadOnlyList<JsonObject> Paths(string path) =>
        path.EndsWith('/')
            ? [new JsonObject { ["prefix"] = path }]
            : [new JsonObject { ["exact"] = path }, new JsonObject { ["prefix"] = $"{path}/" }];

    /// <param name="paths">Empty: every path.</param>
    public static IEnumerable<JsonNode> Of(KubernetesContext context, Workload workload, IReadOnlyList<JsonObject> paths)
    {
        if (VirtualServices.HasCanary(workload))
        {
            var header = new JsonObject { [workload.Intent<Rollout>()!.CanaryHeader] = new JsonObject { ["exact"] = "true" } };
            yield return Route($"{workload.Name}-canary", Matches(paths, [header]), Only(context, workload));
        }

        // A socket or a stream of events ends when one of its ends says so. A browser asks for either by a header.
        var streams = new[]
        {
            new JsonObject { ["upgrade"] = new JsonObject { ["regex"] = "(?i)websocket" } },
            new JsonObject { ["accept"] = new JsonObject { ["prefix"] = "text/event-stream" } },
        };
        var streaming = Route($"{workload.Name}-streams", Matches(paths, streams), Shares(context, workload));
        streaming["timeout"] = "0s";
        yield return streaming;

        var rest = Route(workload.Name, Matches(paths, []), Shares(context, workload));
        rest["timeout"] = Timeout;
        yield return rest;
    }

    private static JsonObject Route(string name, JsonArray? matches, JsonArray destinations)
    {
        var route = new JsonObject { ["name"] = name };
        if (matches is not null)
        {
            route["match"] = matches;
        }
        route["route"] = destinations;
        // Only what surely never began: an order that was placed is not placed again.
        route["retries"] = new JsonObject { ["attempts"] = 3, ["retryOn"] = "connect-failure,refused-stream,unavailable" };
        return route;
    }

    private static JsonArray? Matches(IReadOnlyList<JsonObject> paths, IReadOnlyList<JsonObject> headers)
    {
        var matches = new JsonArray();
        foreach (var path in paths.Count == 0 ? [null] : paths.Cast<JsonObject?>())
        {
            foreach (var header in headers.Count == 0 ? [null] : headers.Cast<JsonObject?>())
            {
                var match = new JsonObject();
                if (path is not null)
                {
                    match["uri"] = path.DeepClone();
                }
                if (header is not null)
                {
                    match["headers"] = header.DeepClone();
                }
                if (match.Count > 0)
                {
                    matches.Add((JsonNode)match);
                }
            }
        }
        return matches.Count == 0 ? null : matches;
    }

    private static JsonArray Only(KubernetesContext context, Workload workload) =>
        [new JsonObject { ["destination"] = Destination(context, workload, RolloutTrack.Second(workload)!.Version) }];

    private static JsonArray Shares(KubernetesContext context, Workload workload)
    {
        if (!VirtualServices.HasCanary(workload))
        {
            return [new JsonObject { ["destination"] = Destination(context, workload, null) }];
        }
        var weight = RolloutTrack.WeightOf(workload);
        return
        [
            new JsonObject
            {
                ["destination"] = Destination(context, workload, RolloutTrack.First(workload)!.Version),
                ["weight"] = 100 - weight,
            },
            new JsonObject
            {
                ["destination"] = Destination(context, workload, RolloutTrack.Second(workload)!.Version),
                ["weight"] = weight,
            },
        ];
    }

    private static JsonObject Destination(KubernetesContext context, Workload workload, string? subset)
    {
        var destination = new JsonObject { ["host"] = MeshNames.Host(context, workload) };
        if (subset is not null)
        {
            destination["subset"] = subset;
        }
        destination["port"] = new JsonObject { ["number"] = MeshNames.HttpPort(workload) };
        return destination;
    }
}
