using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Where telemetry goes in a deployment: to the collector, whatever stands behind it.</summary>
internal static class OtlpVariables
{
    public static IEnumerable<EnvironmentEntry> Of(IResource resource, GraphRoles roles)
    {
        if (!resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter))
        {
            yield break;
        }
        var (endpoint, protocol) = exporter.RequiredProtocol switch
        {
            Aspire.Hosting.OtlpProtocol.HttpProtobuf => (SystemComponents.OtlpHttpEndpoint, "http/protobuf"),
            Aspire.Hosting.OtlpProtocol.HttpJson => (SystemComponents.OtlpHttpEndpoint, "http/json"),
            _ => (SystemComponents.OtlpEndpoint, "grpc"),
        };
        yield return new(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            DeployedValue.Of(new EndpointPart(SystemComponents.Collector, endpoint, EndpointProperty.Url))
        );
        yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", DeployedValue.Of(protocol));
        yield return new("OTEL_SERVICE_NAME", DeployedValue.Of(resource.Name));
        yield return new(
            "OTEL_RESOURCE_ATTRIBUTES",
            DeployedValue.Of($"service.namespace={roles.Application},deployment.environment={roles.Stage.Name()}")
        );
    }
}
