using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Aspire.Hosting.Run;

namespace Aspire.Hosting;

public static partial class RedisBuilderExtensions
{
    /// <summary>Adds Redis Commander with all servers of the graph. A further call configures the same one.</summary>
    /// <param name="containerName">The resource's name; default <c>rediscommander</c>.</param>
    public static IResourceBuilder<RedisResource> WithRedisCommander(
        this IResourceBuilder<RedisResource> builder,
        Action<IResourceBuilder<RedisCommanderResource>>? configureContainer = null,
        string? containerName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var commander = application.Resources.OfType<RedisCommanderResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application
                .AddResource(new RedisCommanderResource(containerName ?? "rediscommander"))
                .WithImage(RedisContainerImageTags.CommanderImage, RedisContainerImageTags.CommanderTag)
                .WithImageRegistry(RedisContainerImageTags.Registry)
                .WithHttpEndpoint(targetPort: 8081, name: "http")
                .WithEnvironment(context => context.EnvironmentVariables["REDIS_HOSTS"] = CommanderHosts(application))
                .WithHttpHealthCheck()
                .WithAnnotation(new AdminUiAnnotation())
                .ExcludeFromManifest();
        commander.WithRelationship(builder.Resource, "RedisCommander");
        configureContainer?.Invoke(commander);
        return builder;
    }

    /// <summary>Adds Redis Insight with all servers of the graph. A further call configures the same one.</summary>
    /// <param name="containerName">The resource's name; default <c>redisinsight</c>.</param>
    public static IResourceBuilder<RedisResource> WithRedisInsight(
        this IResourceBuilder<RedisResource> builder,
        Action<IResourceBuilder<RedisInsightResource>>? configureContainer = null,
        string? containerName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var insight = application.Resources.OfType<RedisInsightResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application
                .AddResource(new RedisInsightResource(containerName ?? "redisinsight"))
                .WithImage(RedisContainerImageTags.InsightImage, RedisContainerImageTags.InsightTag)
                .WithImageRegistry(RedisContainerImageTags.Registry)
                .WithHttpEndpoint(targetPort: 5540, name: RedisInsightResource.PrimaryEndpointName)
                .WithEnvironment("RI_ACCEPT_TERMS_AND_CONDITIONS", "true")
                .WithEnvironment(context => AddInsightHosts(application, context.EnvironmentVariables))
                .WithHttpHealthCheck("/api/health")
                .WithAnnotation(new AdminUiAnnotation())
                .ExcludeFromManifest();
        insight.WithRelationship(builder.Resource, "RedisInsight");
        configureContainer?.Invoke(insight);
        return builder;
    }

    /// <summary>Sets Redis Commander's port on the host; null for any free one.</summary>
    public static IResourceBuilder<RedisCommanderResource> WithHostPort(this IResourceBuilder<RedisCommanderResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint("http", endpoint => endpoint.Port = port);
    }

    /// <summary>Sets Redis Insight's port on the host; null for any free one.</summary>
    public static IResourceBuilder<RedisInsightResource> WithHostPort(this IResourceBuilder<RedisInsightResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisInsightResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Keeps Redis Insight's settings beyond the run, in a volume.</summary>
    public static IResourceBuilder<RedisInsightResource> WithDataVolume(
        this IResourceBuilder<RedisInsightResource> builder,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory);
    }

    /// <summary>Keeps Redis Insight's settings beyond the run, in a directory of the host.</summary>
    public static IResourceBuilder<RedisInsightResource> WithDataBindMount(
        this IResourceBuilder<RedisInsightResource> builder,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, DataDirectory);
    }

    // label:host:port:database:password, separated by commas. Hosts are the names in the containers' network.
    private static ReferenceExpression CommanderHosts(IDistributedApplicationBuilder application)
    {
        var hosts = new ReferenceExpressionBuilder();
        foreach (var redis in application.Resources.OfType<RedisResource>())
        {
            var separator = hosts.IsEmpty ? "" : ",";
            hosts.AppendLiteral($"{separator}{redis.Name}:{redis.Name}:{redis.PrimaryEndpoint.TargetPort}:0");
            if (redis.PasswordParameter is { } password)
            {
                hosts.Append($":{password}");
            }
        }

        return hosts.Build();
    }

    private static void AddInsightHosts(IDistributedApplicationBuilder application, Dictionary<string, object> environment)
    {
        foreach (var (index, redis) in application.Resources.OfType<RedisResource>().Index())
        {
            var number = index + 1;
            environment[$"RI_REDIS_HOST{number}"] = redis.Name;
            environment[$"RI_REDIS_PORT{number}"] = $"{redis.PrimaryEndpoint.TargetPort}";
            environment[$"RI_REDIS_ALIAS{number}"] = redis.Name;
            if (redis.PasswordParameter is { } password)
            {
                environment[$"RI_REDIS_PASSWORD{number}"] = password;
            }
        }
    }
}
