using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Publishing.Tests.Mesh;

/// <summary>A small shop as it is to be deployed: who is in it, and who calls whom.</summary>
internal sealed class Shop(Stage stage)
{
    private readonly IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);
    private readonly List<Workload> workloads = [];
    private readonly List<Edge> edges = [];

    public Shop Add(string name, Action<IResourceBuilder<ContainerResource>>? declare = null, WorkloadKind kind = WorkloadKind.Service)
    {
        var resource = builder.AddContainer(name, name, "1.0");
        declare?.Invoke(resource);
        workloads.Add(
            new(name, resource.Resource, stage)
            {
                Kind = kind,
                Image = new(name, "1.0"),
                Ports = kind is WorkloadKind.Service ? [new("http", 8080, "http")] : [],
                Scaling = resource.Resource.IntentOf<Scaling>(stage) ?? new(1),
            }
        );
        return this;
    }

    public Shop Calls(string caller, string callee)
    {
        var from = caller == "internet" ? EdgeEndKind.Internet : EdgeEndKind.Workload;
        edges.Add(
            new(
                $"{caller}->{callee}:http",
                new(from, caller),
                new(EdgeEndKind.Workload, callee),
                [new("http", 8080)],
                $"{caller} refers to {callee}"
            )
        );
        return this;
    }

    public KubernetesContext Context() =>
        new(
            new("shop", stage, new DistributedApplicationModel(builder.Resources))
            {
                Settings = new(stage) { Application = "shop" },
                Workloads = workloads,
                Edges = edges,
            }
        );

    public IReadOnlyList<KubernetesObject> Objects(params IKubernetesContributor[] contributors)
    {
        var context = Context();
        return [.. contributors.SelectMany(contributor => contributor.Contribute(context))];
    }
}

internal static class TreeExtensions
{
    /// <summary>The field at the path: <c>spec.metrics.0.type</c>; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? tree, string path) =>
        path.Split('.')
            .Aggregate(
                tree,
                (node, step) =>
                    node switch
                    {
                        JsonArray list => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) is var index
                        && index < list.Count
                            ? list[index]
                            : null,
                        JsonObject map => map[step],
                        _ => null,
                    }
            );

    public static string? Text(this JsonNode? tree, string path) => tree.At(path)?.ToString();

    /// <summary>The list at the path; empty where there is none.</summary>
    public static IReadOnlyList<JsonNode> ListAt(this JsonNode? tree, string path) =>
        tree.At(path) is JsonArray list ? [.. list.Select(item => item!)] : [];
}
