using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Reads what holds for a stage: what <c>WithDeployment</c> says, and over it <c>Deployment:{stage}:…</c> of the AppHost's configuration.</summary>
public static class StageSettingsReader
{
    /// <param name="services">The built application's.</param>
    public static ReadSettings Read(IServiceProvider services, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(services);
        return Read(
            stage,
            services.GetServices<DeploymentDeclaration>(),
            services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<IHostEnvironment>().ApplicationName
        );
    }

    /// <param name="applicationName">Stands in where nobody names the application.</param>
    public static ReadSettings Read(
        Stage stage,
        IEnumerable<DeploymentDeclaration> declarations,
        IConfiguration configuration,
        string applicationName
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var declared = new StageSettings(stage, DeploymentDeclaration.Of(declarations, stage));
        var (read, unreadable) = SettingsOverrides.Apply(declared, configuration.GetSection($"Deployment:{stage.Name()}"));
        var settings = Complete(read, applicationName);
        return new(settings, [.. unreadable, .. settings.Validate()]);
    }

    /// <summary>The cluster's name where nobody says another.</summary>
    public static string ClusterOf(StageSettings settings) => $"{settings.Application}-{settings.Stage.Name()}";

    private static StageSettings Complete(StageSettings settings, string applicationName)
    {
        var named = settings with { Application = settings.Application.Length > 0 ? settings.Application : Label(applicationName) };
        return named with
        {
            Cluster = named.Cluster.Name.Length > 0 ? named.Cluster : named.Cluster with { Name = ClusterOf(named) },
            Recovery =
                named.Recovery.PrimaryRegion.Length > 0 ? named.Recovery : named.Recovery with { PrimaryRegion = named.Cluster.Region },
        };
    }

    /// <summary>A name as namespaces and images may have it: <c>OpenMarket.AppHost</c> is <c>openmarket-apphost</c>.</summary>
    private static string Label(string name)
    {
        var label = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return label.Length > 0 ? label : "application";
    }
}
