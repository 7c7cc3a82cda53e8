using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>There are no development certificates here: a project that says https, mostly by its launch profile, is run with http, and that is said.</summary>
internal static class HttpsFallback
{
    /// <summary>Call before endpoints are allocated: their names stay, so whatever refers to them gets an address that works.</summary>
    public static void Apply(DistributedApplicationModel model, ILogger logger)
    {
        foreach (var project in model.GetProjectResources())
        {
            foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "https"))
            {
                endpoint.UriScheme = "http";
                logger.LogWarning(
                    "'{Project}': endpoint '{Endpoint}' is served over http: there is no development certificate.",
                    project.Name,
                    endpoint.Name
                );
            }
        }
    }
}
