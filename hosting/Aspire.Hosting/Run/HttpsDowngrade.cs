using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>Certificates are not handled here: an https endpoint of a project speaks http in a run, and that is said, so that nothing breaks.</summary>
internal static class HttpsDowngrade
{
    public static void Apply(DistributedApplicationModel model, ResourceLoggerService loggers, ILogger logger)
    {
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme == "https"))
            {
                endpoint.UriScheme = "http";
                const string Said = "Endpoint '{Endpoint}' of '{Resource}' is https; without certificates it speaks http in this run.";
                logger.LogInformation(Said, endpoint.Name, project.Name);
                loggers.GetLogger(project).LogInformation(Said, endpoint.Name, project.Name);
            }
        }
    }
}
