using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Systems outside: mocks where there are none, external services, connection strings given from outside.</summary>
internal static class ExternalReader
{
    public static ExternalSystem Read(IResource resource, GraphRoles roles)
    {
        var mock = resource.IntentOf<MockIntent>(roles.Stage) ?? Known(resource);
        var system = new ExternalSystem(resource.Name, resource, roles.Stage, mock);
        return resource switch
        {
            ExternalServiceResource service => system with { UrlParameter = service.UrlParameter?.Name ?? "" },
            ParameterResource parameter => system with { UrlParameter = parameter.Name },
            _ => system,
        };
    }

    /// <summary>Whether its port is known. Who only has a connection string may connect to any.</summary>
    public static bool HasPort(ExternalSystem external) =>
        external.Intent<MockIntent>() is not null || external.Resource is ExternalServiceResource;

    private static MockIntent Known(IResource resource) =>
        resource is ExternalServiceResource { Uri: { } uri } ? new(uri.Host) { Port = uri.Port } : new(resource.Name);
}
