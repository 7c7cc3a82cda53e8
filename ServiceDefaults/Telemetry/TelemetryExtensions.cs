using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Stands for OpenTelemetry.Extensions.Hosting and OpenTelemetry.Instrumentation.*: .NET's own sources and meters carry the data.</summary>
internal static class TelemetryExtensions
{
    private const string InstanceId = "service.instance.id";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether telemetry goes anywhere.</summary>
    public static bool HasCollector(this IHostApplicationBuilder builder) => !string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]);

    /// <summary>Traces, metrics and logs over OTLP, as the OTEL_* settings say; nothing at all when no endpoint is set.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!builder.HasCollector())
            return;

        // Without it ASP.NET Core leaves server spans bare for the instrumentation package that we have not.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        var application = builder.Environment.ApplicationName;
        new HostTelemetryBuilder(builder.Services)
            .ConfigureResource(resource => resource.AddAttributes(Instance(builder.Configuration)))
            .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", "System.Net.Http", application, "Platform.*").AddOtlpExporter())
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "System.Net.Http",
                        "System.Runtime",
                        "Npgsql"
                    )
                    .AddMeter(application, "Platform.*")
                    .AddOtlpExporter()
            )
            .WithLogging(
                logs => logs.AddOtlpExporter(),
                options =>
                {
                    options.IncludeFormattedMessage = true;
                    options.IncludeScopes = true;
                }
            );
        builder.Services.AddSingleton<IStartupFilter, ServerSpanFilter>();
        builder.Services.AddSingleton<TelemetryLifetime>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TelemetryLifetime>());
        builder.Services.AddHealthChecks().AddCheck<TelemetryLifetime>("telemetry");
    }

    // Two instances without a name of their own would be one to whoever sums them up. In a container the host's name is the container's, or the pod's.
    private static IEnumerable<KeyValuePair<string, object>> Instance(IConfiguration configuration) =>
        configuration["OTEL_RESOURCE_ATTRIBUTES"]?.Contains(InstanceId, StringComparison.Ordinal) == true
            ? []
            : [new(InstanceId, Environment.MachineName)];

    private sealed record HostTelemetryBuilder(IServiceCollection Services) : IOpenTelemetryBuilder;
}
