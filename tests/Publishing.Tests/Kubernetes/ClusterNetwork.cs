using System.Net;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Publishing.Tests.Kubernetes;

/// <summary>A cluster's network as its policies have it, by Kubernetes' rules: a pod that a policy selects may do only what some policy allows.</summary>
internal sealed class ClusterNetwork(Cluster cluster)
{
    private readonly List<JsonObject> policies =
    [
        .. cluster.Objects.Where(one => one is { Kind: "NetworkPolicy", Component: "" }).Select(one => one.Tree),
    ];

    /// <summary>Workloads, and stores that run in the cluster, with their namespaces and labels.</summary>
    public IReadOnlyList<Place> Pods { get; } =
    [
        .. cluster.Model.Workloads.Select(workload => Place.Of(cluster.Model, workload)),
        .. cluster.Model.Stores.Where(store => store.IsInside()).Select(store => Place.Of(cluster.Model, store)),
    ];

    public bool Allows(Place from, Place to, EdgePort port) =>
        Allows(from, to, port, "Egress", "egress", "to") && Allows(to, from, port, "Ingress", "ingress", "from");

    private bool Allows(Place here, Place there, EdgePort port, string type, string rules, string peers)
    {
        if (here.Namespace.Length == 0)
        {
            return true;
        }
        var laid = policies
            .Where(policy => (string?)policy["metadata"]!["namespace"] == here.Namespace)
            .Where(policy => Matches(policy["spec"]!["podSelector"], here.Labels))
            .Where(policy => ((JsonArray)policy["spec"]!["policyTypes"]!).Any(one => (string?)one == type))
            .ToList();
        return laid.Count == 0
            || laid.SelectMany(policy => policy["spec"]![rules] as JsonArray ?? [])
                .Any(rule => HasPort(rule!, port) && HasPeer(rule![peers] as JsonArray, here, there));
    }

    private static bool HasPort(JsonNode rule, EdgePort port) =>
        rule["ports"] is not JsonArray { Count: > 0 } ports
        || ports.Any(one => (int)one!["port"]! == port.Number && (string?)one["protocol"] == port.Protocol);

    private static bool HasPeer(JsonArray? peers, Place here, Place there) =>
        peers is not { Count: > 0 } || peers.Any(peer => IsPeer(peer!, here, there));

    private static bool IsPeer(JsonNode peer, Place here, Place there)
    {
        if (peer["ipBlock"] is { } block)
        {
            return there.Address is { } address
                && IPNetwork.Parse((string)block["cidr"]!).Contains(address)
                && !(block["except"] as JsonArray ?? []).Any(cidr => IPNetwork.Parse((string)cidr!).Contains(address));
        }
        var space = peer["namespaceSelector"] is { } selector
            ? Matches(selector, new() { ["kubernetes.io/metadata.name"] = there.Namespace })
            : there.Namespace == here.Namespace;
        return there.Address is null && space && Matches(peer["podSelector"], there.Labels);
    }

    private static bool Matches(JsonNode? selector, JsonObject labels) =>
        (selector?["matchLabels"] as JsonObject ?? []).All(label => (string?)labels[label.Key] == (string?)label.Value);
}

/// <summary>Something in the network.</summary>
/// <param name="Namespace">Empty: outside the cluster.</param>
internal sealed record Place(string Name, string Namespace, JsonObject Labels, IPAddress? Address = null)
{
    public static Place Of(DeploymentModel model, Component component)
    {
        var context = new KubernetesContext(model);
        return new(component.Name, context.NamespaceOf(component), context.Labels(component.Name));
    }

    public static Place Outside(string address) => new(address, "", [], IPAddress.Parse(address));
}
