using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Platform.Tests.Support;

internal static class ServiceSettings
{
    /// <summary>Gives one service of the graph an environment variable.</summary>
    public static IDistributedApplicationTestingBuilder Set(
        this IDistributedApplicationTestingBuilder builder,
        string service,
        string variable,
        string value
    )
    {
        builder.CreateResourceBuilder<ProjectResource>(service).WithEnvironment(variable, value);
        return builder;
    }
}
