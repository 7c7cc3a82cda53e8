using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>Which way requests go: from outside by host and path, and to a workload with a canary by header and by share.</summary>
public sealed class VirtualServices : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var exposed in ExposedHosts.Of(context))
        {
            var name = exposed.Name;
            for (var index = 2; !used.Add(name); index++)
            {
                name = $"{exposed.Name}-{index}";
            }
            var tree = context.New("networking.istio.io/v1", "VirtualService", $"{name}-outside", "mesh");
            tree["spec"] = new JsonObject
            {
                ["hosts"] = NewObject.List(exposed.Hosts),
                ["gateways"] = new JsonArray(MeshGateways.NameOf(context, exposed.IsPublic)),
                ["http"] = new JsonArray([
                    .. exposed.Routes.SelectMany(route => MeshRoutes.Of(context, route.Workload, MeshRoutes.Paths(route.Exposure.Path))),
                ]),
            };
            yield return new(tree, $"routes/{name}-outside.yaml") { Component = MeshNames.Component };
        }

        foreach (var workload in MeshNames.Members(context).Where(HasCanary))
        {
            var tree = context.New("networking.istio.io/v1", "VirtualService", workload.Name, workload.Name);
            tree["spec"] = new JsonObject
            {
                ["hosts"] = new JsonArray(MeshNames.Host(context, workload)),
                ["http"] = new JsonArray([.. MeshRoutes.Of(context, workload, [])]),
            };
            yield return new(tree, $"routes/{workload.Name}.yaml") { Component = MeshNames.Component };
        }
    }

    internal static bool HasCanary(Workload workload) => RolloutTrack.StrategyOf(workload) is RolloutStrategy.Canary;
}
