using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platform.Dashboard.Otlp;

internal static class OtlpModule
{
    public static IServiceCollection AddOtlp(this IServiceCollection services) => services.AddSingleton<ITelemetrySink, NoSink>();

    public static void Configure(KestrelServerOptions kestrel, Listeners listeners, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        listeners.AddTo(kestrel);
    }

    public static void UseOtlp(this IApplicationBuilder application) { }

    /// <summary>Until a store is there.</summary>
    private sealed class NoSink : ITelemetrySink
    {
        public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request) => default;
    }
}
