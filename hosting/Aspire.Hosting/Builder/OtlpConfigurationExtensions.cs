using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Lets resources send telemetry.</summary>
public static class OtlpConfigurationExtensions
{
    private const string DefaultEndpoint = "http://localhost:18889";
    private static readonly string[] s_grpcKeys = ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
    private static readonly string[] s_httpKeys = ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    /// <summary>Tells the resource where the run's telemetry goes.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, required: null);
        return builder;
    }

    /// <summary>Tells the resource where the run's telemetry goes, by a protocol that it speaks.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, protocol);
        return builder;
    }

    /// <summary>Tells the resource where the run's telemetry goes.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment) =>
        Add(resource, configuration, environment, required: null);

    /// <summary>Tells the resource where the run's telemetry goes, by a protocol that it speaks.</summary>
    public static void AddOtlpEnvironment(
        IResource resource,
        IConfiguration configuration,
        IHostEnvironment environment,
        OtlpProtocol protocol
    ) => Add(resource, configuration, environment, protocol);

    private static void Add(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol? required)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        foreach (var former in resource.Annotations.OfType<OtlpExporterAnnotation>().ToList())
        {
            resource.Annotations.Remove(former);
        }

        resource.Annotations.Add(new OtlpExporterAnnotation { RequiredProtocol = required });
        resource.Annotations.Add(
            new EnvironmentCallbackAnnotation(
                (EnvironmentCallbackContext context) =>
                {
                    if (context.ExecutionContext.IsRunMode)
                    {
                        // The last call counts: an earlier one without a protocol is overruled.
                        var protocol = resource.Annotations.OfType<OtlpExporterAnnotation>().Last().RequiredProtocol;
                        Tell(context.EnvironmentVariables, resource, configuration, environment, protocol);
                    }
                }
            )
        );
    }

    private static void Tell(
        Dictionary<string, object> variables,
        IResource resource,
        IConfiguration configuration,
        IHostEnvironment environment,
        OtlpProtocol? required
    )
    {
        var (url, protocol) = Choose(resource, configuration, required);
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new HostUrl(url);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol switch
        {
            OtlpProtocol.HttpProtobuf => "http/protobuf",
            OtlpProtocol.HttpJson => "http/json",
            _ => "grpc",
        };
        variables["OTEL_RESOURCE_ATTRIBUTES"] = ReferenceExpression.Create($"service.instance.id={InstanceValue.Id}");
        variables["OTEL_SERVICE_NAME"] = InstanceValue.ServiceName;
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (environment.IsDevelopment())
        {
            // Who debugs wants to see all of it at once.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }

    private static (string Url, OtlpProtocol Protocol) Choose(IResource resource, IConfiguration configuration, OtlpProtocol? required)
    {
        var grpc = First(configuration, s_grpcKeys);
        var http = First(configuration, s_httpKeys);
        return required switch
        {
            null when grpc is null && http is not null => (http, OtlpProtocol.HttpProtobuf),
            null or OtlpProtocol.Grpc => (grpc ?? DefaultEndpoint, OtlpProtocol.Grpc),
            { } byHttp => (
                http
                    ?? throw new InvalidOperationException(
                        $"Resource '{resource.Name}' sends telemetry over HTTP, but no endpoint is configured for it. Set {s_httpKeys[0]}."
                    ),
                byHttp
            ),
        };
    }

    private static string? First(IConfiguration configuration, string[] keys) =>
        keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
