using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace Aspire.Hosting;

/// <summary>The dashboard as a service of the file.</summary>
public static class DockerComposeAspireDashboardResourceBuilderExtensions
{
    /// <summary>Sets the pages' port on the host; null for any free one.</summary>
    public static IResourceBuilder<DockerComposeAspireDashboardResource> WithHostPort(
        this IResourceBuilder<DockerComposeAspireDashboardResource> builder,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(DockerComposeAspireDashboardResource.HttpEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Whether the dashboard believes a proxy before it about scheme and host.</summary>
    public static IResourceBuilder<DockerComposeAspireDashboardResource> WithForwardedHeaders(
        this IResourceBuilder<DockerComposeAspireDashboardResource> builder,
        bool enabled = true
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEnvironment("ASPIRE_DASHBOARD_FORWARDEDHEADERS_ENABLED", enabled ? "true" : "false");
    }
}
