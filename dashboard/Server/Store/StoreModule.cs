using Platform.Dashboard.Live;
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
        services.AddSingleton(provider => new RunArchive(
            provider.GetRequiredService<DashboardOptions>(),
            provider.GetServices<TelemetryStoreFactory>(),
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetService<RunLimits>()
        ));
        services.AddSingleton<IRuns>(provider => provider.GetRequiredService<RunArchive>());
        services.AddSingleton<RunRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<RunRecorder>());
        services.AddSingleton<RunImport>();
        services.AddScoped<RunExport>();
        services.AddScoped<TelemetrySource>();
        return services;
    }

    public static void UseStore(this IApplicationBuilder application) => RunErrors.Use(application);

    public static void MapStore(this IEndpointRouteBuilder api)
    {
        RunEndpoints.Map(api);
        TelemetryEndpoints.Map(api);
    }
}
