namespace Platform.Dashboard.Resources;

/// <summary>The seam to the host, and the API over it.</summary>
internal static class ResourcesModule
{
    public static IServiceCollection AddResources(this IServiceCollection services)
    {
        services.AddSingleton<ResourceBoard>();
        services.AddSingleton<InteractionBoard>();
        services.AddSingleton<ConsoleHub>();
        services.AddSingleton<ErrorCounter>();
        services.AddSingleton<HostActions>();
        services.AddSingleton<UsageSampler>();
        services.AddHostedService<HostFollower>();
        services.AddHostedService<ErrorFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<UsageSampler>());
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ResourcesJson.Default));
        return services;
    }

    public static IEndpointRouteBuilder MapResources(this IEndpointRouteBuilder routes)
    {
        ResourceEndpoints.Map(routes);
        EnvironmentEndpoints.Map(routes);
        ConsoleEndpoints.Map(routes);
        ParameterEndpoints.Map(routes);
        InteractionEndpoints.Map(routes);
        return routes;
    }
}
