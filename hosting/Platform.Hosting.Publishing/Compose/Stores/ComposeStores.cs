using System.Globalization;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>Stores as services: one container each with a volume, and the one-time step that makes what is in it.</summary>
internal static class ComposeStores
{
    public static void Add(ComposeContext context, Store store)
    {
        if (!store.IsInside())
        {
            return;
        }
        if (store.Realization.Realization is Realization.Operator)
        {
            context.Tell(
                FindingLevel.Note,
                store.Name,
                "Compose has no operators: it is one container here, without TLS and without a second copy of its data."
            );
        }
        var service = new Service { Name = ComposeNames.Service(store.Name), Image = context.Image(store.Image) };
        context.File.AddService(service);
        service.Restart = "unless-stopped";
        service.StopGracePeriod = "60s";
        service.Deploy = new() { Replicas = 1, Resources = ComposeQuantities.Of(ResourcesOf(store)) };
        service.Expose = [PortOf(store).ToString(CultureInfo.InvariantCulture)];
        switch (store.Kind)
        {
            case StoreKind.PostgreSql:
                PostgresService.Fill(context, store, service);
                break;
            case StoreKind.Redis:
                RedisService.Fill(context, store, service);
                break;
            case StoreKind.Kafka:
                KafkaService.Fill(context, store, service);
                break;
            case StoreKind.Elasticsearch:
                ElasticsearchService.Fill(context, store, service);
                break;
            case StoreKind.S3:
                S3Service.Fill(context, store, service);
                break;
            default:
                throw new InvalidOperationException($"'{store.Name}' is a {store.Kind}, which Compose does not know.");
        }
    }

    /// <summary>Where clients connect. In the file nothing speaks TLS, whoever runs the store elsewhere.</summary>
    public static int PortOf(Store store) => store.IsInside() && store.Kind is StoreKind.Kafka ? 9092 : store.PortOf();

    /// <summary>What is declared; else what the server can live with: less than a gibibyte kills a Kafka or an Elasticsearch.</summary>
    public static ComputeResources ResourcesOf(Store store) =>
        store.Intent<ComputeResources>()
        ?? (
            store.Kind is StoreKind.Kafka or StoreKind.Elasticsearch
                ? new("250m", "512Mi", "1", "1536Mi")
                : new("100m", "128Mi", "1", "1Gi")
        );

    /// <summary>The store's data outlives its container.</summary>
    public static void Keep(ComposeContext context, Store store, Service service, string path)
    {
        var name = $"{ComposeNames.Service(store.Name)}-data";
        context.File.AddVolume(new() { Name = name, Driver = "local" });
        service.AddVolume(ComposeWorkloads.Mount("volume", name, path, isReadOnly: false));
    }

    /// <summary>A step with the store's own image that runs a script once the store is healthy, and ends.</summary>
    public static Service AddStep(ComposeContext context, Store store, string script, string? user, string shell = "/bin/sh")
    {
        var name = ComposeNames.StepOf(store.Name);
        var file = $"{name}.sh";
        context.Scripts[file] = script;
        var step = new Service
        {
            Name = name,
            Image = context.Image(store.Image),
            Entrypoint = [shell, $"/init/{file}"],
            Volumes = [ComposeWorkloads.Mount("bind", $"./init/{file}", $"/init/{file}", isReadOnly: true)],
            DependsOn = { [ComposeNames.Service(store.Name)] = new() { Condition = "service_healthy" } },
            Restart = "no",
            StopGracePeriod = "10s",
            Deploy = new() { Resources = ComposeQuantities.Of(new("50m", "64Mi", "500m", "512Mi")) },
        };
        ComposeHardening.Apply(step, user, isReadOnly: true);
        context.File.AddService(step);
        context.Steps[store.Name] = name;
        return step;
    }

    /// <summary>The command of a health check, in a shell.</summary>
    public static Healthcheck Check(string command, string startPeriod = "30s") => ComposeHealth.Shell(command, startPeriod);

    /// <summary>A word for a shell, whatever stands in it.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
