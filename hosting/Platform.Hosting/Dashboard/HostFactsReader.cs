using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>What the host says of itself once.</summary>
internal sealed class HostFactsReader(
    IConfiguration configuration,
    DistributedApplicationOptions options,
    InstanceDirectory directory,
    DistributedApplicationModel model
)
{
    public HostFacts Read() =>
        new(configuration["AppHost:DashboardApplicationName"] ?? "AppHost", Version(options.Assembly), directory.Name)
        {
            Objectives = GraphObjectives.ObjectivesOf(model),
            Alerts = GraphObjectives.AlertsOf(model),
        };

    /// <summary>Without the commit that the SDK appends.</summary>
    private static string Version(Assembly? appHost) =>
        appHost?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0.0";
}
