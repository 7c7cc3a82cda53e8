using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>Who may call whom in the mesh: nobody, but for one rule to each edge of the graph, by the caller's service account and the callee's ports.</summary>
public sealed class AuthorizationPolicies : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        var members = MeshNames.Members(context).ToList();
        if (members.Count == 0 || !context.Model.Settings.Network.DefaultDenyAll)
        {
            yield break;
        }
        // A policy that allows and has no rule allows nothing.
        var nobody = context.New("security.istio.io/v1", "AuthorizationPolicy", "deny-by-default", "mesh");
        nobody["spec"] = new JsonObject();
        yield return new(nobody, "authorization/deny-by-default.yaml") { Component = MeshNames.Component };

        foreach (var callee in members)
        {
            var edges = context.Model.Edges.Where(edge => IsToBeAllowed(edge, callee)).ToList();
            if (edges.Count == 0)
            {
                continue;
            }
            var tree = context.New("security.istio.io/v1", "AuthorizationPolicy", callee.Name, callee.Name);
            tree["metadata"]!["annotations"] = new JsonObject { ["description"] = string.Join("; ", edges.Select(edge => edge.Reason)) };
            tree["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = context.Selector(callee.Name) },
                ["action"] = "ALLOW",
                ["rules"] = new JsonArray([.. edges.Select(edge => Rule(context, edge))]),
            };
            yield return new(tree, $"authorization/{callee.Name}.yaml") { Component = MeshNames.Component };
        }
    }

    // Whoever is outside comes in through the ingress gateway. What has no identity in the mesh (what scrapes, an operator) is refused by mutual
    // TLS already; no rule would let it in.
    internal static bool IsToBeAllowed(Edge edge, Workload callee) =>
        edge.To == new EdgeEnd(EdgeEndKind.Workload, callee.Name)
        && edge.From.Kind is EdgeEndKind.Workload or EdgeEndKind.Internet or EdgeEndKind.External;

    private static JsonObject Rule(KubernetesContext context, Edge edge)
    {
        var principal = edge.From.Kind is EdgeEndKind.Workload ? MeshNames.Principal(context, edge.From.Name) : MeshNames.IngressPrincipal;
        var rule = new JsonObject
        {
            ["from"] = new JsonArray(new JsonObject { ["source"] = new JsonObject { ["principals"] = new JsonArray(principal) } }),
        };
        if (edge.Ports.Count > 0)
        {
            var ports = edge.Ports.Select(port => port.Number.ToString(CultureInfo.InvariantCulture)).Distinct();
            rule["to"] = new JsonArray(new JsonObject { ["operation"] = new JsonObject { ["ports"] = NewObject.List(ports) } });
        }
        return rule;
    }
}
