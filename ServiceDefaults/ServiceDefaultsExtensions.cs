using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the platform has, in two lines: one before and one after <c>Build</c>.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, JSON logs, health checks, service discovery, resilience for outgoing calls and problem details.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Logging.AddConsole();
        builder.Services.AddHealthChecks();
        builder.Services.AddHttpClient();
        builder.Services.AddProblemDetails();
        return builder;
    }

    /// <summary>Maps <c>/health</c> (ready: every check passes) and <c>/alive</c> (checks tagged <c>live</c>), in every environment.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new() { Predicate = check => check.Tags.Contains("live") });
        return app;
    }
}
