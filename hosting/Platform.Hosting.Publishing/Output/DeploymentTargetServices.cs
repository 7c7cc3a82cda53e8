using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Targets are services.</summary>
public static class DeploymentTargetServices
{
    /// <summary>Publishes for compute environments of the type.</summary>
    public static IServiceCollection AddDeploymentTarget<TEnvironment>(
        this IServiceCollection services,
        Func<TEnvironment, IDeploymentTarget> create
    )
        where TEnvironment : class, IComputeEnvironmentResource =>
        services.AddSingleton<IDeploymentTargetFactory>(new DeploymentTargetFactory<TEnvironment>(create));
}
