using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.ServiceDefaults.Health;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Logging;
using Platform.ServiceDefaults.Problems;
using Platform.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the platform has, in two lines: one before and one after <c>Build</c>.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Expands secrets in settings; adds telemetry, JSON logs, health checks, service discovery, resilience for outgoing calls and problem details.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Configuration.AddSecretFiles();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.AddConsoleLogs();
        builder.AddDefaultHealthChecks();
        builder.AddProblems();
        builder.Services.AddOutgoingDefaults();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (ready: every check passes) and <c>/alive</c> (checks tagged <c>live</c>), in every environment. The body is the
    /// status as plain text, or the single checks where <c>Accept</c> asks for JSON.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapProbe("/health", _ => true);
        app.MapProbe("/alive", check => check.Tags.Contains("live"));
        return app;
    }
}
