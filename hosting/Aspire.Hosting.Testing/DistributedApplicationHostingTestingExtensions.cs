using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>What a test asks of a started graph.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is the resource's endpoint.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint; null for https, else http.</param>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = Find(app, resourceName, endpointName, KnownNetworkIdentifiers.LocalhostNetwork, http: true);
        return client;
    }

    /// <summary>The resource's address.</summary>
    /// <exception cref="ArgumentException">No such resource, or no such endpoint.</exception>
    /// <exception cref="InvalidOperationException">The application is not started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        GetEndpointForNetwork(app, resourceName, null, endpointName);

    /// <summary>The resource's address as it is seen on a network; null for this machine's.</summary>
    public static Uri GetEndpointForNetwork(
        this DistributedApplication app,
        string resourceName,
        NetworkIdentifier? networkIdentifier,
        string? endpointName = null
    ) => Find(app, resourceName, endpointName, networkIdentifier ?? KnownNetworkIdentifiers.LocalhostNetwork, http: false);

    /// <summary>The connection string of a resource.</summary>
    /// <exception cref="ArgumentException">No such resource, or it has none.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app,
        string resourceName,
        CancellationToken cancellationToken = default
    )
    {
        var resource = Resource(app, resourceName);
        return resource is IResourceWithConnectionString withConnectionString
            ? withConnectionString.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));
    }

    /// <summary>The address of the dashboard, with what logs a browser in; completes when the dashboard answers.</summary>
    /// <exception cref="InvalidOperationException">It is not part of this application, or could not start.</exception>
    public static async Task<Uri> GetDashboardUrlAsync(this DistributedApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var dashboard =
            app.Services.GetService<IDashboardAddress>()
            ?? throw new InvalidOperationException(
                $"There is no dashboard in this application. Set {nameof(DistributedApplicationTestingBuilderOptions)}.{nameof(DistributedApplicationTestingBuilderOptions.EnableDashboard)}."
            );
        return await dashboard.LoginUrl.WaitAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The dashboard of this application could not start; its log says why.");
    }

    private static Uri Find(DistributedApplication app, string resourceName, string? endpointName, NetworkIdentifier network, bool http)
    {
        if (Resource(app, resourceName) is not IResourceWithEndpoints resource)
        {
            throw new ArgumentException($"Resource '{resourceName}' has no endpoints.", nameof(resourceName));
        }
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var endpoint = endpointName is not null
            ? endpoints.FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase))
            : endpoints.FirstOrDefault(e => e.Name == "https")
                ?? endpoints.FirstOrDefault(e => e.Name == "http")
                ?? endpoints.FirstOrDefault(e => !http || e.UriScheme is "http" or "https");
        if (endpoint is null)
        {
            throw new ArgumentException(
                $"Resource '{resourceName}' has no endpoint '{endpointName ?? "http"}'. It has: {string.Join(", ", endpoints.Select(e => e.Name))}.",
                nameof(endpointName)
            );
        }
        var reference = new EndpointReference(resource, endpoint, network);
        return reference.IsAllocated
            ? new Uri(reference.Url)
            : throw new InvalidOperationException(
                $"The endpoint '{endpoint.Name}' of '{resourceName}' has no address yet: start the application first."
            );
    }

    private static IResource Resource(DistributedApplication app, string name)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        return resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no resource '{name}'. The graph has: {string.Join(", ", resources.Select(r => r.Name))}.",
                nameof(name)
            );
    }
}
