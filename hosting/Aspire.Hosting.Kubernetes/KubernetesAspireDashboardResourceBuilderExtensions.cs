using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting;

/// <summary>The published dashboard's ports, and what stands before it.</summary>
public static class KubernetesAspireDashboardResourceBuilderExtensions
{
    /// <summary>Whether it believes the headers of a proxy before it. Default: yes.</summary>
    public static IResourceBuilder<KubernetesAspireDashboardResource> WithForwardedHeaders(
        this IResourceBuilder<KubernetesAspireDashboardResource> builder,
        bool enabled = true
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEnvironment("ASPIRE_DASHBOARD_FORWARDEDHEADERS_ENABLED", enabled ? "true" : "false");
    }

    /// <summary>The service's ports for telemetry; null: 18889 (gRPC) and 18890 (HTTP).</summary>
    public static IResourceBuilder<KubernetesAspireDashboardResource> WithOtlpServicePort(
        this IResourceBuilder<KubernetesAspireDashboardResource> builder,
        int? grpcPort = null,
        int? httpPort = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .WithEndpoint(KubernetesAspireDashboardResource.OtlpGrpcEndpointName, endpoint => endpoint.Port = grpcPort)
            .WithEndpoint(KubernetesAspireDashboardResource.OtlpHttpEndpointName, endpoint => endpoint.Port = httpPort);
    }

    /// <summary>The service's port for the user interface; null: 18888.</summary>
    public static IResourceBuilder<KubernetesAspireDashboardResource> WithServicePort(
        this IResourceBuilder<KubernetesAspireDashboardResource> builder,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(KubernetesAspireDashboardResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    internal static IResourceBuilder<KubernetesAspireDashboardResource> WithEndpointsOfDashboard(
        this IResourceBuilder<KubernetesAspireDashboardResource> builder
    ) =>
        builder
            .WithHttpEndpoint(targetPort: 18888, name: KubernetesAspireDashboardResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: 18889, name: KubernetesAspireDashboardResource.OtlpGrpcEndpointName, scheme: "http")
            .WithEndpoint(targetPort: 18890, name: KubernetesAspireDashboardResource.OtlpHttpEndpointName, scheme: "http");
}
