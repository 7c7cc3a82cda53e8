using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Network;

/// <summary>
/// What may talk to what. In the application's and the data's namespaces all is denied, and then each pair of the graph's edges is allowed: one
/// policy for who asks, one for who answers, side by side in a file. What watches must reach everything, so its namespace denies only what comes in.
/// </summary>
public sealed class NetworkPolicies : IKubernetesContributor
{
    private const string Component = "network";
    private const string Denied = "all that no edge allows is denied";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Model.Settings.Network.DefaultDenyAll
            ? [.. Denials(context), .. EdgeSet.Of(context.Model).SelectMany(edges => Allowed(context, edges))]
            : EdgeSet.Of(context.Model).SelectMany(edges => Allowed(context, edges));
    }

    private static IEnumerable<KubernetesObject> Denials(KubernetesContext context)
    {
        foreach (var space in new[] { context.ApplicationNamespace, context.DataNamespace })
        {
            yield return Policy(context, "deny-all", space, [], Denied, ["Ingress", "Egress"], "deny-all");
        }
        yield return Policy(context, "deny-all", context.MonitoringNamespace, [], Denied, ["Ingress"], "deny-all");
        var within = Policy(
            context,
            "allow-within",
            context.MonitoringNamespace,
            [],
            "what watches hands on to one another what it saw",
            ["Ingress"],
            "deny-all"
        );
        within.Tree["spec"]!["ingress"] = new JsonArray(
            new JsonObject { ["from"] = new JsonArray(new JsonObject { ["podSelector"] = new JsonObject() }) }
        );
        yield return within;
    }

    private static IEnumerable<KubernetesObject> Allowed(KubernetesContext context, EdgeSet edges)
    {
        var peers = new NetworkPeers(context);
        if (peers.Pods(edges.From) is { } callers)
        {
            yield return Policy(context, edges, "egress", callers.Namespace, callers.Selector, peers.Of(edges.To, edges.From));
        }
        if (peers.Pods(edges.To) is { } callees)
        {
            yield return Policy(context, edges, "ingress", callees.Namespace, callees.Selector, peers.Callers(edges.From, edges.To));
        }
    }

    private static KubernetesObject Policy(
        KubernetesContext context,
        EdgeSet edges,
        string direction,
        string space,
        JsonObject pods,
        IEnumerable<JsonObject> peers
    )
    {
        var policy = Policy(
            context,
            $"{edges.Name}.{direction}",
            space,
            pods,
            edges.Reason,
            [direction is "ingress" ? "Ingress" : "Egress"],
            edges.Name
        );
        var rule = new JsonObject { [direction is "ingress" ? "from" : "to"] = new JsonArray([.. peers]) };
        if (edges.Ports.Count > 0)
        {
            rule["ports"] = new JsonArray([.. edges.Ports.Select(Port)]);
        }
        policy.Tree["spec"]![direction] = new JsonArray(rule);
        return policy;
    }

    private static JsonNode Port(EdgePort port) => new JsonObject { ["protocol"] = port.Protocol, ["port"] = port.Number };

    private static KubernetesObject Policy(
        KubernetesContext context,
        string name,
        string space,
        JsonObject pods,
        string reason,
        IEnumerable<string> types,
        string file
    )
    {
        var tree = context.New("networking.k8s.io/v1", "NetworkPolicy", name, Component, space);
        tree["metadata"]!["annotations"] = new JsonObject { ["description"] = reason };
        tree["spec"] = new JsonObject { ["podSelector"] = pods, ["policyTypes"] = NewObject.List(types) };
        return new(tree, $"network/{file}.yaml");
    }
}
