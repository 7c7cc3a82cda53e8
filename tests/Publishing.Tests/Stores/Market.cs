using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;
using Platform.Hosting.Publishing.Stores.Backups;
using Platform.Hosting.Publishing.Stores.Realizations;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Publishing.Tests.Stores;

/// <summary>Two services and a store of each kind, each had in the same way.</summary>
internal sealed class Market
{
    private readonly IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);

    public Market(StoreIntent intent, Backup? backup = null)
    {
        var postgres = builder.AddPostgres("postgres").WithDataVolume();
        var redis = builder.AddRedis("redis");
        var kafka = builder.AddKafka("kafka").AddTopic("orders", partitions: 3).AddTopic("payments");
        var elasticsearch = builder.AddElasticsearch("elasticsearch");
        var storage = builder.AddMinioContainer("storage").AddBucket("files").AddBucket("reports");
        IResourceBuilder<IResource>[] stores = [postgres, redis, kafka, elasticsearch, storage];
        foreach (var store in stores)
        {
            store.WithRealization(intent);
            if (backup is not null)
            {
                store.WithBackup(backup);
            }
        }
        builder
            .AddContainer("shop", "shop", "1.0")
            .WithReference(postgres.AddDatabase("shopdb", "shop;db"))
            .WithReference(redis)
            .WithReference(kafka)
            .WithReference(elasticsearch)
            .WithReference(storage)
            .WritesTopic(kafka, "orders")
            .ReadsTopic(kafka, "payments")
            .UsesBucket(storage, "files", DataAccess.Write)
            .UsesBucket(storage, "reports", DataAccess.Read);
        builder
            .AddContainer("pay-desk", "pay-desk", "1.0")
            .WithReference(postgres.AddDatabase("paydb"))
            .WithReference(kafka)
            .WritesTopic(kafka, "payments")
            .ReadsTopic(kafka, "orders");
    }

    public static IReadOnlyList<IKubernetesContributor> Contributors { get; } =
    [new SecretStores(), new WorkloadExternalSecrets(), new StoreExternalSecrets(), new StoreObjects(), new VeleroBackups()];

    public async Task<KubernetesContext> ContextAsync(Stage stage = Stage.Prod, SecretProvider provider = SecretProvider.Aws)
    {
        var settings = new StageSettings(stage) { Application = "market", Secrets = new(provider) };
        var graph = new DistributedApplicationModel(builder.Resources);
        return new(await ModelReader.ReadAsync(graph, builder.ExecutionContext, stage, settings, TestContext.Current.CancellationToken));
    }

    public async Task<IReadOnlyList<KubernetesObject>> ObjectsAsync(Stage stage = Stage.Prod, SecretProvider provider = SecretProvider.Aws)
    {
        var context = await ContextAsync(stage, provider);
        return [.. Contributors.SelectMany(contributor => contributor.Contribute(context))];
    }
}

internal static class Printed
{
    /// <summary>The value as a person would write it: <c>$parameter</c>, <c>!secret</c>, <c>!secret:uri</c>.</summary>
    public static string Text(this DeployedValue value) => string.Concat(value.Parts.Select(Text));

    public static KubernetesObject Named(this IEnumerable<KubernetesObject> objects, string kind, string name) =>
        objects.Single(one => one.Kind == kind && one.Name == name);

    private static string Text(ValuePart part) =>
        part switch
        {
            LiteralPart literal => literal.Text,
            ParameterPart parameter => $"${parameter.Name}",
            SecretPart secret => $"!{secret.Name}",
            _ => part.ToString(),
        } + (part.Format is { } format ? $":{format}" : "");
}
