using Platform.Dashboard.Otlp;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Metrics;

internal static class MetricsModule
{
    public static IServiceCollection AddMetricStore(this IServiceCollection services) =>
        services
            .AddSingleton(provider =>
            {
                var time = provider.GetRequiredService<DashboardOptions>().TimeProvider;
                return new TelemetryStoreFactory(
                    OtlpSignal.Metrics,
                    (tables, bytes, live) =>
                    {
                        // A quarter for the messages as they were received: runs and export are made of them.
                        var limits = new MetricLimits { Bytes = bytes / 4 * 3 };
                        return new MetricLog(tables, new MetricStore(limits, live ? MetricTime.Now(time) : 0), bytes / 4, time);
                    }
                );
            })
            .AddSingleton(provider => provider.GetRequiredService<TelemetrySet>().Metrics);
}
