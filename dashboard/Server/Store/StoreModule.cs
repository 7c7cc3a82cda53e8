using Platform.Dashboard.Otlp;
using Platform.Dashboard.Runs;

namespace Platform.Dashboard.Store;

internal static class StoreModule
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(provider => new TelemetryStoreFactory(
            OtlpSignal.Traces,
            (tables, bytes, _) => new SpanStore(tables, bytes, provider.GetRequiredService<TimeProvider>())
        ));
        services.AddSingleton(provider => new TelemetryStoreFactory(
            OtlpSignal.Logs,
            (tables, bytes, _) => new LogStore(tables, bytes, provider.GetRequiredService<TimeProvider>())
        ));
        services.AddSingleton(provider => new TelemetrySet(
            provider.GetServices<TelemetryStoreFactory>(),
            provider.GetRequiredService<DashboardOptions>().BytesPerSignal,
            live: true
        ));
        services.AddSingleton(provider => provider.GetRequiredService<TelemetrySet>().Spans);
        services.AddSingleton(provider => provider.GetRequiredService<TelemetrySet>().Logs);
        services.AddSingleton<TelemetrySink>();
        services.AddSingleton<ITelemetrySink>(provider => provider.GetRequiredService<TelemetrySink>());
        services.AddSingleton<IRuns, RunArchive>();
        services.AddScoped<TelemetrySource>();
        return services;
    }

    public static IEndpointRouteBuilder MapStore(this IEndpointRouteBuilder routes) => routes;
}
