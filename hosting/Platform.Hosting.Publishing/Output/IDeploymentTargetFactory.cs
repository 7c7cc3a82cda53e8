using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Makes the target of a compute environment. Registered as a service; an AppHost may add its own.</summary>
public interface IDeploymentTargetFactory
{
    /// <summary>Null: the environment is of another kind.</summary>
    IDeploymentTarget? Create(IComputeEnvironmentResource environment);
}

/// <summary>The target of environments of one type.</summary>
public sealed class DeploymentTargetFactory<TEnvironment>(Func<TEnvironment, IDeploymentTarget> create) : IDeploymentTargetFactory
    where TEnvironment : class, IComputeEnvironmentResource
{
    public IDeploymentTarget? Create(IComputeEnvironmentResource environment) => environment is TEnvironment own ? create(own) : null;
}
