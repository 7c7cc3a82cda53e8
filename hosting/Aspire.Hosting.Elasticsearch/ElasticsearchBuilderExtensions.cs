using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Elasticsearch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>Elasticsearch in the graph.</summary>
public static class ElasticsearchBuilderExtensions
{
    private const int ApiPort = 9200;
    private const int InternalPort = 9300;
    private const string DataDirectory = "/usr/share/elasticsearch/data";

    /// <summary>Adds a node that is a cluster of its own. It is healthy when it says so to the user <c>elastic</c>.</summary>
    /// <param name="password">The password of the user <c>elastic</c>; default a generated one, kept as the parameter <c>NAME-password</c>.</param>
    /// <param name="port">The HTTP API's port on the host; default any free one.</param>
    public static IResourceBuilder<ElasticsearchResource> AddElasticsearch(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        var passwordParameter =
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var elasticsearch = new ElasticsearchResource(name, passwordParameter);

        var healthCheck = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(
                new HealthCheckRegistration(healthCheck, _ => new ElasticsearchHealthCheck(elasticsearch), failureStatus: null, tags: null)
            );

        return builder
            .AddResource(elasticsearch)
            .WithImage(ElasticsearchContainerImageTags.Image, ElasticsearchContainerImageTags.Tag)
            .WithImageRegistry(ElasticsearchContainerImageTags.Registry)
            .WithHttpEndpoint(targetPort: ApiPort, port: port, name: ElasticsearchResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: InternalPort, name: ElasticsearchResource.InternalEndpointName)
            .WithEnvironment("discovery.type", "single-node")
            .WithEnvironment(ElasticsearchEngineSettings.SecurityVariable, "true")
            .WithEnvironment(context =>
                context.EnvironmentVariables[ElasticsearchEngineSettings.PasswordVariable] = elasticsearch.PasswordParameter
            )
            .WithHealthCheck(healthCheck)
            .WithAnnotation(
                new EngineAnnotation(context => ElasticsearchEngineSettings.CreateAsync(elasticsearch, context))
                {
                    SettingsType = typeof(ElasticsearchSettings),
                    Image = ElasticsearchContainerImageTags.Image,
                    Tag = ElasticsearchContainerImageTags.Tag,
                    DataDirectory = DataDirectory,
                    Carries = ContainerFeatures.Environment,
                }
            );
    }

    /// <summary>Keeps indices and documents beyond the run, in a volume.</summary>
    /// <param name="name">The volume's name; default one made from the application's and the resource's.</param>
    public static IResourceBuilder<ElasticsearchResource> WithDataVolume(
        this IResourceBuilder<ElasticsearchResource> builder,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory);
    }

    /// <summary>Keeps indices and documents beyond the run, in a directory of the host.</summary>
    public static IResourceBuilder<ElasticsearchResource> WithDataBindMount(
        this IResourceBuilder<ElasticsearchResource> builder,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, DataDirectory);
    }
}
