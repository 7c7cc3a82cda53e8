using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Health;

internal static class HealthExtensions
{
    public static void AddDefaultHealthChecks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]).AddCheck<Draining>("accepting");

        // Long enough for a request that is in flight; connections that never end (WebSockets) must watch ApplicationStopping.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void MapProbe(this IEndpointRouteBuilder app, string path, Func<HealthCheckRegistration, bool> predicate) =>
        app.MapHealthChecks(path, new() { Predicate = predicate, ResponseWriter = HealthReportWriter.WriteAsync })
            .AllowAnonymous()
            .DisableHttpMetrics();
}
