using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Network;

/// <summary>All that one end may ask of another.</summary>
internal sealed record EdgeSet(EdgeEnd From, EdgeEnd To, IReadOnlyList<Edge> Edges)
{
    /// <summary>By who asks whom: <c>gateway.to.users</c>. Names of components have no full stop, so that no two sets have one name.</summary>
    public string Name => $"{NameOf(From)}.to.{NameOf(To)}";

    public string Reason => string.Join("; ", Edges.Select(edge => edge.Reason).Distinct());

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<EdgePort> Ports =>
        Edges.Any(edge => edge.Ports.Count == 0)
            ? []
            : [.. Edges.SelectMany(edge => edge.Ports).DistinctBy(port => (port.Number, port.Protocol))];

    public static IEnumerable<EdgeSet> Of(DeploymentModel model) =>
        model.Edges.GroupBy(edge => (edge.From, edge.To)).Select(edges => new EdgeSet(edges.Key.From, edges.Key.To, [.. edges]));

    private static string NameOf(EdgeEnd end) =>
        end switch
        {
            { Name: SystemComponents.Everything, Kind: EdgeEndKind.Store } => "all-stores.system",
            { Name: SystemComponents.Everything } => "all.system",
            { Kind: EdgeEndKind.Workload or EdgeEndKind.Store } => KubernetesName.Of(end.Name),
            { Kind: EdgeEndKind.External } => $"{KubernetesName.Of(end.Name)}.external",
            _ => $"{KubernetesName.Of(end.Name)}.system",
        };
}
