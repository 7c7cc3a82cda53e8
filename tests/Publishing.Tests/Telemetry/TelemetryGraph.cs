using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Telemetry;

/// <summary>The real graph, with everything that changes what is measured: a public API, a database that an operator runs, and all ways to be told.</summary>
internal static class TelemetryGraph
{
    private static readonly Lazy<Task<RealGraph>> s_once = new(() => RealGraph.CreateAsync(Change));

    public static async Task<DeploymentModel> ModelAsync(Stage stage)
    {
        var model = (await s_once.Value)[stage];
        return model with
        {
            Settings = model.Settings with
            {
                Monitoring = model.Settings.Monitoring with { EmailRecipients = ["on-call@example.com", "infra@example.com"] },
            },
        };
    }

    private static void Change(IDistributedApplicationBuilder builder)
    {
        var gateway = (ProjectResource)builder.Resources.Single(resource => resource.Name == "gateway");
        builder.CreateResourceBuilder(gateway).WithExposure(new("api.example.com"));
        var elasticsearch = builder.Resources.Single(resource => resource.Name == "elasticsearch");
        builder.CreateResourceBuilder(elasticsearch).WithRealization(new(Realization.Operator) { Instances = 3 }, Stage.Prod, Stage.Perf);
        var postgres = builder.Resources.Single(resource => resource.Name == "postgres");
        builder
            .CreateResourceBuilder(postgres)
            .WithRealization(new(Realization.Operator) { Instances = 3 }, Stage.Prod, Stage.Perf)
            .WithBackup(new("0 2 * * *", 30));
    }
}
