using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>Kafka brokers in the graph.</summary>
public static class KafkaBuilderExtensions
{
    private const int ClientPort = 9092;
    private const int InternalPort = 9093;
    private const int UiPort = 8080;
    private const string UiEndpointName = "http";
    private const string DataDirectory = "/var/lib/kafka/data";

    /// <summary>Adds a broker. It is healthy when it tells where its brokers are.</summary>
    /// <param name="port">The port on the host; null for any free one.</param>
    public static IResourceBuilder<KafkaServerResource> AddKafka(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        var kafka = new KafkaServerResource(name);
        var healthCheck = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(healthCheck, _ => new KafkaHealthCheck(kafka), failureStatus: null, tags: null));

        return builder
            .AddResource(kafka)
            .WithEndpoint(targetPort: ClientPort, port: port, name: KafkaServerResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: InternalPort, name: KafkaServerResource.InternalEndpointName)
            .WithImage(KafkaContainerImageTags.Image, KafkaContainerImageTags.Tag)
            .WithImageRegistry(KafkaContainerImageTags.Registry)
            .WithEnvironment(context => KafkaListeners.AddTo(context, kafka))
            .WithHealthCheck(healthCheck)
            .WithAnnotation(
                new EngineAnnotation(context => KafkaEngineSettings.CreateAsync(kafka, context))
                {
                    SettingsType = typeof(KafkaSettings),
                    Image = KafkaContainerImageTags.Image,
                    Tag = KafkaContainerImageTags.Tag,
                    DataDirectory = DataDirectory,
                    Carries = ContainerFeatures.Environment,
                }
            );
    }

    /// <summary>Adds Kafka UI with all brokers of the graph. A further call configures the same one.</summary>
    /// <param name="containerName">The resource's name; default <c>kafka-ui</c>.</param>
    public static IResourceBuilder<KafkaServerResource> WithKafkaUI(
        this IResourceBuilder<KafkaServerResource> builder,
        Action<IResourceBuilder<KafkaUIContainerResource>>? configureContainer = null,
        string? containerName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var ui = application.Resources.OfType<KafkaUIContainerResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application
                .AddResource(new KafkaUIContainerResource(containerName ?? "kafka-ui"))
                .WithImage(KafkaContainerImageTags.UiImage, KafkaContainerImageTags.UiTag)
                .WithImageRegistry(KafkaContainerImageTags.Registry)
                .WithHttpEndpoint(targetPort: UiPort, name: UiEndpointName)
                .WithEnvironment(context => AddClusters(application, context.EnvironmentVariables))
                .WithAnnotation(new AdminUiAnnotation())
                .ExcludeFromManifest();
        configureContainer?.Invoke(ui);
        return builder;
    }

    /// <summary>Sets Kafka UI's port on the host; null for any free one.</summary>
    public static IResourceBuilder<KafkaUIContainerResource> WithHostPort(
        this IResourceBuilder<KafkaUIContainerResource> builder,
        int? port
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(UiEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Keeps topics, messages and committed offsets beyond the run, in a volume.</summary>
    /// <param name="name">The volume's name; default one made from the application's and the resource's.</param>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithLogDirectory().WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly);
    }

    /// <summary>Keeps topics, messages and committed offsets beyond the run, in a directory of the host.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(
        this IResourceBuilder<KafkaServerResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithLogDirectory().WithBindMount(source, DataDirectory, isReadOnly);
    }

    // The image keeps its log in a temporary directory unless it is told where the mount is.
    private static IResourceBuilder<KafkaServerResource> WithLogDirectory(this IResourceBuilder<KafkaServerResource> builder) =>
        builder.WithEnvironment("KAFKA_LOG_DIRS", DataDirectory);

    // Hosts are the names in the containers' network.
    private static void AddClusters(IDistributedApplicationBuilder application, Dictionary<string, object> environment)
    {
        foreach (var (index, kafka) in application.Resources.OfType<KafkaServerResource>().Index())
        {
            environment[$"KAFKA_CLUSTERS_{index}_NAME"] = kafka.Name;
            environment[$"KAFKA_CLUSTERS_{index}_BOOTSTRAPSERVERS"] = $"{kafka.Name}:{kafka.InternalEndpoint.TargetPort}";
        }
    }
}
