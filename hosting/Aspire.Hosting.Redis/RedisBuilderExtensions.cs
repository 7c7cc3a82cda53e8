using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>Redis servers in the graph.</summary>
public static partial class RedisBuilderExtensions
{
    private const int ServerPort = 6379;
    private const string DataDirectory = "/data";

    /// <summary>Adds a server. It is healthy when it answers <c>PING</c>.</summary>
    /// <param name="port">The port on the host; null for any free one.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port
    ) => builder.AddRedis(name, port, password: null);

    /// <summary>Adds a server. It is healthy when it answers <c>PING</c>.</summary>
    /// <param name="port">The port on the host; default any free one.</param>
    /// <param name="password">The password; default a generated one, kept as the parameter <c>NAME-password</c>.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        // No special characters: a comma would end the password in the connection string.
        var passwordParameter =
            password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var redis = new RedisResource(name, passwordParameter);

        var healthCheck = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(healthCheck, _ => new RedisHealthCheck(redis), failureStatus: null, tags: null));

        return builder
            .AddResource(redis)
            .WithEndpoint(port: port, targetPort: ServerPort, name: RedisResource.PrimaryEndpointName, scheme: "redis")
            .WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.Transport = "tcp")
            .WithImage(RedisContainerImageTags.Image, RedisContainerImageTags.Tag)
            .WithImageRegistry(RedisContainerImageTags.Registry)
            .WithEntrypoint(RedisCommandLine.Shell)
            .WithEnvironment(context =>
            {
                if (redis.PasswordParameter is { } parameter)
                {
                    context.EnvironmentVariables[RedisCommandLine.PasswordVariable] = parameter;
                }
            })
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(RedisCommandLine.Of(redis));
            })
            .WithHealthCheck(healthCheck)
            .WithAnnotation(
                new EngineAnnotation(context => RedisEngineSettings.CreateAsync(redis, context))
                {
                    SettingsType = typeof(RedisSettings),
                    Image = RedisContainerImageTags.Image,
                    Tag = RedisContainerImageTags.Tag,
                    Entrypoint = RedisCommandLine.Shell,
                    DataDirectory = DataDirectory,
                }
            );
    }

    /// <summary>Keeps the data beyond the run, in a volume, and takes snapshots unless the volume is read-only.</summary>
    /// <param name="name">The volume's name; default one made from the application's and the resource's.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Keeps the data beyond the run, in a directory of the host, and takes snapshots unless it is read-only.</summary>
    public static IResourceBuilder<RedisResource> WithDataBindMount(
        this IResourceBuilder<RedisResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        builder.WithBindMount(source, DataDirectory, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Takes a snapshot when enough keys changed.</summary>
    /// <param name="interval">Default 60 s.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder,
        TimeSpan? interval = null,
        long keysChangedThreshold = 1
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var annotation = new RedisPersistenceAnnotation(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold);
        return builder.WithAnnotation(annotation, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Loads a module; see <see cref="RedisModules"/>.</summary>
    /// <param name="path">The module's path in the container.</param>
    public static IResourceBuilder<RedisResource> WithModule(this IResourceBuilder<RedisResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithAnnotation(new RedisModuleAnnotation(path));
    }

    /// <summary>Sets the password.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder,
        IResourceBuilder<ParameterResource> password
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.SetPassword(password.Resource);
        return builder;
    }

    /// <summary>Sets the server's port on the host; null for any free one.</summary>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }
}
