using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>How callers treat a service: how much they ask of it at once, and which of its instances they leave alone for a while (Aegis 7.2's circuit breaker).</summary>
public sealed class DestinationRules : IKubernetesContributor
{
    // HEAL7 lets a proxy hold 4,096 connections; a WebSocket keeps one for as long as it lives.
    private const int Connections = 4096;

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var workload in MeshNames.Members(context))
        {
            var policy = new JsonObject { ["connectionPool"] = Pool() };
            if (workload.Scaling.Max > 1)
            {
                policy["outlierDetection"] = Outliers();
            }
            var spec = new JsonObject { ["host"] = MeshNames.Host(context, workload), ["trafficPolicy"] = policy };
            if (RolloutTrack.StrategyOf(workload) is RolloutStrategy.Canary)
            {
                spec["subsets"] = new JsonArray(Subset(RolloutTrack.First(workload)!), Subset(RolloutTrack.Second(workload)!));
            }
            var tree = context.New("networking.istio.io/v1", "DestinationRule", workload.Name, workload.Name);
            tree["spec"] = spec;
            yield return new(tree, $"destinations/{workload.Name}.yaml") { Component = MeshNames.Component };
        }
    }

    private static JsonObject Subset(RolloutTrack track) =>
        new()
        {
            ["name"] = track.Version,
            ["labels"] = new JsonObject { [RolloutTrack.Label] = track.Version },
        };

    private static JsonObject Pool() =>
        new()
        {
            ["tcp"] = new JsonObject { ["maxConnections"] = Connections, ["connectTimeout"] = "2s" },
            ["http"] = new JsonObject
            {
                ["http1MaxPendingRequests"] = Connections / 4,
                ["http2MaxRequests"] = Connections,
                ["maxRetries"] = 16,
            },
        };

    // An instance that does not answer is left at once; one that answers 500 only after more of them, for one bad request must not cost good instances.
    private static JsonObject Outliers() =>
        new()
        {
            ["consecutiveGatewayErrors"] = 5,
            ["consecutive5xxErrors"] = 10,
            ["interval"] = "10s",
            ["baseEjectionTime"] = "30s",
            ["maxEjectionPercent"] = 50,
        };
}
