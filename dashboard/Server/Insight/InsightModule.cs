using Platform.Dashboard.Insight.Api;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight;

internal static class InsightModule
{
    public static IServiceCollection AddInsight(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var (peers, board) = (new PeerResolver(), provider.GetRequiredService<ResourceBoard>());
            board.Changed += peers.Update;
            foreach (var resource in board.All)
            {
                peers.Update(resource);
            }
            return peers;
        });
        services.AddSingleton(provider => new Insights(
            provider.GetRequiredService<SpanStore>(),
            provider.GetRequiredService<PeerResolver>(),
            provider.GetRequiredService<TimeProvider>(),
            live: true
        ));
        services.AddSingleton<ITrafficStatistics>(provider => provider.GetRequiredService<Insights>());
        services.AddScoped<InsightSource>();
        services.AddHostedService<InsightFollower>();
        return services;
    }

    public static IEndpointRouteBuilder MapInsight(this IEndpointRouteBuilder routes)
    {
        InsightEndpoints.Map(routes);
        return routes;
    }
}
