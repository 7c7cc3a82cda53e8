using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Publishing.Tests.Kubernetes;

/// <summary>What a graph becomes in a cluster.</summary>
internal sealed record Cluster(DeploymentModel Model, IReadOnlyList<KubernetesObject> Objects)
{
    public static async Task<Cluster> OfAsync(Stage stage, Action<IDistributedApplicationBuilder> declare)
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish", "--output-path", "out"]);
        declare(builder);
        await using var app = builder.Build();
        return Of(
            await ModelReader.ReadAsync(
                app.Services.GetRequiredService<DistributedApplicationModel>(),
                app.Services.GetRequiredService<DistributedApplicationExecutionContext>(),
                stage,
                new(stage) { Application = "shop" },
                TestContext.Current.CancellationToken
            )
        );
    }

    public static Cluster Of(DeploymentModel model)
    {
        var context = new KubernetesContext(model);
        return new(model, [.. KubernetesContributors.All(context).SelectMany(contributor => contributor.Contribute(context))]);
    }

    public JsonObject Get(string kind, string name) =>
        Objects.Single(one => one.Kind == kind && one.Name == name && one.Component == "").Tree;

    public JsonObject? Find(string kind, string name) =>
        Objects.SingleOrDefault(one => one.Kind == kind && one.Name == name && one.Component == "")?.Tree;

    public JsonObject Pod(string workload) => (JsonObject)Get("Deployment", workload)["spec"]!["template"]!;

    public JsonObject Container(string workload) => (JsonObject)Pod(workload)["spec"]!["containers"]![0]!;
}
