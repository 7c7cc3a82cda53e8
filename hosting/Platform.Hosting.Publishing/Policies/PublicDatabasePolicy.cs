using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Nobody outside reaches a store.</summary>
internal sealed class PublicDatabasePolicy : IPolicy
{
    private const string Remedy = "Reach it through a service, or by a port-forward: take its exposure away.";

    // Strimzi's listeners that lead outside.
    private static readonly string[] s_outside = ["loadbalancer", "nodeport", "ingress", "route", "tlsroute"];

    public Policy Id => Policy.PublicDatabase;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        context.Models.SelectMany(InModel).Concat(context.Output.Objects.SelectMany(one => InTarget(one, context))).Distinct();

    private static IEnumerable<Violation> InModel(DeploymentModel model)
    {
        foreach (var store in model.Stores.Where(store => store.Intent<Exposure>() is not null))
        {
            yield return new Violation(store.Name, model.Stage, "it is a store, and is exposed.", Remedy);
        }
        foreach (var edge in model.Edges.Where(edge => edge.From.Kind == EdgeEndKind.Internet && edge.To.Kind == EdgeEndKind.Store))
        {
            yield return new Violation(edge.To.Name, model.Stage, $"it is a store, and the outside may call it ({edge.Reason}).", Remedy);
        }
    }

    private static IEnumerable<Violation> InTarget(EmittedObject one, PolicyContext context)
    {
        var resource = context.ResourceOf(one);
        var model = context.Model(one.Stage);
        var isStore = model.FindStore(resource) is not null;
        var problem = one.Kind switch
        {
            EmittedObject.ComposeService when isStore => PublishedPort(one.Tree),
            "Service" when isStore && one.Tree["spec"]?["type"]?.ToString() is "LoadBalancer" or "NodePort" =>
                "is reachable from outside the cluster",
            "Service" when isStore && one.Tree["spec"]?["externalIPs"] is JsonArray { Count: > 0 } => "has addresses outside the cluster",
            "Ingress" or "HTTPRoute" or "TCPRoute" or "VirtualService" => Routed(one, model),
            "Kafka" => OutsideListener(one.Tree),
            _ => null,
        };
        if (problem is not null)
        {
            yield return new Violation(resource, one.Stage, $"{one.Kind} {one.Name} in {one.Target} {problem}.", Remedy);
        }
    }

    // 127.0.0.1:5432:5432 is the machine's own affair.
    private static string? PublishedPort(JsonObject service) =>
        (service["ports"] as JsonArray ?? [])
            .Select(port => port is JsonObject full ? $"{full["host_ip"]}:{full["published"]}" : port?.ToString() ?? "")
            .FirstOrDefault(port =>
                !port.StartsWith("127.", StringComparison.Ordinal) && !port.StartsWith("[::1]", StringComparison.Ordinal)
            )
            is { } published
            ? $"publishes its port ({published})"
            : null;

    private static string? Routed(EmittedObject one, DeploymentModel model)
    {
        var text = one.Tree["spec"]?.ToJsonString() ?? "";
        return
            model.Stores.FirstOrDefault(store => text.Contains($"\"{store.Name.ToLowerInvariant()}\"", StringComparison.Ordinal))
                is { } store
            ? $"routes to the store '{store.Name}'"
            : null;
    }

    private static string? OutsideListener(JsonObject kafka) =>
        (kafka["spec"]?["kafka"]?["listeners"] as JsonArray ?? [])
            .Where(listener => s_outside.Contains(listener?["type"]?.ToString()))
            .Select(listener => $"has the listener '{listener!["name"]}', which leads outside")
            .FirstOrDefault();
}
