using Platform.Dashboard.Live;

namespace Platform.Dashboard.Metrics;

internal static class MetricsModule
{
    public static IServiceCollection AddMetricStore(this IServiceCollection services) =>
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<DashboardOptions>();
            var feed = provider.GetRequiredService<ChangeFeed>();
            var limits = new MetricLimits { Bytes = options.BytesPerSignal };
            var store = new MetricStore(limits, MetricTime.Now(options.TimeProvider));
            store.Arrived += () => feed.Changed(Topic.Metrics);
            return store;
        });

    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder api) => api;
}
