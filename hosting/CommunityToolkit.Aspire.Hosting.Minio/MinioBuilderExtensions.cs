using Aspire.Hosting.ApplicationModel;
using CommunityToolkit.Aspire.Hosting.Minio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>MinIO servers in the graph.</summary>
[Obsolete(MinioObsolescence.Message)]
public static class MinioBuilderExtensions
{
    private const int ApiPort = 9000;
    private const int ConsolePort = 9001;
    private const string DataDirectory = "/data";

    /// <summary>Adds a server. It is healthy when it says that it lives.</summary>
    /// <param name="rootUser">The access key; default <c>minioadmin</c>.</param>
    /// <param name="rootPassword">The secret key; default a generated one, kept as the parameter <c>NAME-rootPassword</c>.</param>
    /// <param name="port">The S3 API's port on the host; default any free one.</param>
    public static IResourceBuilder<MinioContainerResource> AddMinioContainer(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource>? rootUser = null,
        IResourceBuilder<ParameterResource>? rootPassword = null,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var password =
            rootPassword?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-rootPassword");
        var user = rootUser?.Resource ?? new ParameterResource("user", _ => MinioContainerResource.DefaultUserName);
        var minio = new MinioContainerResource(name, user, password);

        var healthCheck = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(healthCheck, _ => new MinioHealthCheck(minio), failureStatus: null, tags: null));

        return builder
            .AddResource(minio)
            .WithImage(MinioContainerImageTags.Image, MinioContainerImageTags.Tag)
            .WithImageRegistry(MinioContainerImageTags.Registry)
            .WithHttpEndpoint(targetPort: ApiPort, port: port, name: MinioContainerResource.PrimaryEndpointName)
            .WithHttpEndpoint(targetPort: ConsolePort, name: MinioContainerResource.ConsoleEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["MINIO_ROOT_USER"] = minio.RootUser;
                context.EnvironmentVariables["MINIO_ROOT_PASSWORD"] = minio.PasswordParameter;
            })
            .WithArgs("server", DataDirectory, "--console-address", $":{ConsolePort}")
            .WithHealthCheck(healthCheck)
            .WithAnnotation(
                new EngineAnnotation(context => MinioEngineSettings.CreateAsync(minio, context))
                {
                    SettingsType = typeof(ObjectStorageSettings),
                    Image = MinioContainerImageTags.Image,
                    Tag = MinioContainerImageTags.Tag,
                    DataDirectory = DataDirectory,
                    Carries = ContainerFeatures.Environment | ContainerFeatures.Arguments,
                }
            );
    }

    /// <summary>Sets the access key.</summary>
    public static IResourceBuilder<MinioContainerResource> WithUserName(
        this IResourceBuilder<MinioContainerResource> builder,
        IResourceBuilder<ParameterResource> userName
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.RootUser = userName.Resource;
        return builder;
    }

    /// <summary>Sets the secret key.</summary>
    public static IResourceBuilder<MinioContainerResource> WithPassword(
        this IResourceBuilder<MinioContainerResource> builder,
        IResourceBuilder<ParameterResource> password
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.SetPassword(password.Resource);
        return builder;
    }

    /// <summary>Sets the S3 API's port on the host; null for any free one.</summary>
    public static IResourceBuilder<MinioContainerResource> WithHostPort(this IResourceBuilder<MinioContainerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(MinioContainerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Keeps buckets and objects beyond the run, in a volume.</summary>
    /// <param name="name">The volume's name; default one made from the application's and the resource's.</param>
    public static IResourceBuilder<MinioContainerResource> WithDataVolume(
        this IResourceBuilder<MinioContainerResource> builder,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory);
    }

    /// <summary>Keeps buckets and objects beyond the run, in a directory of the host.</summary>
    public static IResourceBuilder<MinioContainerResource> WithDataBindMount(
        this IResourceBuilder<MinioContainerResource> builder,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, DataDirectory);
    }
}
