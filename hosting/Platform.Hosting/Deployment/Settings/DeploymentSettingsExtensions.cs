using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Hosting.Deployment;

/// <summary>What is chosen for stages as a whole.</summary>
public static class DeploymentSettingsExtensions
{
    /// <summary>
    /// Says how the stages named are deployed, or all: <c>.WithDeployment(all => all with { Team = "market" })</c>. Configuration goes before it:
    /// <c>Deployment:prod:Cluster:KubernetesVersion</c>.
    /// </summary>
    public static IDistributedApplicationBuilder WithDeployment(
        this IDistributedApplicationBuilder builder,
        Func<DeploymentSettings, DeploymentSettings> configure,
        params Stage[] stages
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddSingleton(new DeploymentDeclaration(configure, stages));
        return builder;
    }
}
