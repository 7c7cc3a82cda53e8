using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>The dashboard, published beside the graph.</summary>
public class KubernetesAspireDashboardResource : ContainerResource
{
    internal const string PrimaryEndpointName = "http";
    internal const string OtlpGrpcEndpointName = "otlp-grpc";
    internal const string OtlpHttpEndpointName = "otlp-http";

    public KubernetesAspireDashboardResource(string name)
        : base(name)
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        OtlpGrpcEndpoint = new EndpointReference(this, OtlpGrpcEndpointName);
    }

    /// <summary>The user interface.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Where telemetry is sent.</summary>
    public EndpointReference OtlpGrpcEndpoint { get; }
}
