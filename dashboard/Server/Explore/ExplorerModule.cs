namespace Platform.Dashboard.Explore;

/// <summary>Looking into the graph's stores.</summary>
internal static class ExplorerModule
{
    public static IServiceCollection AddExplorers(this IServiceCollection services)
    {
        services.AddSingleton<ExplorerShelf>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ExplorerJson.Default));
        return services;
    }

    public static IEndpointRouteBuilder MapExplorers(this IEndpointRouteBuilder routes)
    {
        ExplorerEndpoints.Map(routes);
        return routes;
    }
}
