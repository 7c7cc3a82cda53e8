using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker;

/// <summary>Docker Compose as a place where the graph runs.</summary>
public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>The name of a network that every service joins; null: none does, each callee has a network of its own.</summary>
    public string? DefaultNetworkName { get; set; }

    /// <summary>Default true.</summary>
    public bool DashboardEnabled { get; set; } = true;

    internal IResourceBuilder<DockerComposeAspireDashboardResource>? Dashboard { get; set; }

    /// <summary>In the order in which they were given.</summary>
    internal List<Action<ComposeFile>> ComposeFileConfigurations { get; } = [];

    internal List<Action<IDictionary<string, CapturedEnvironmentVariable>>> EnvFileConfigurations { get; } = [];

    /// <summary>Variables that services asked for by a placeholder.</summary>
    internal Dictionary<string, CapturedEnvironmentVariable> CapturedVariables { get; } = new(StringComparer.Ordinal);

    /// <summary>The service's name: services find each other by it.</summary>
    [Experimental("ASPIRECOMPUTE002")]
    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return ReferenceExpression.Create($"{endpointReference.Resource.Name.ToLowerInvariant()}");
    }

    internal string Capture(CapturedEnvironmentVariable variable)
    {
        CapturedVariables.TryAdd(variable.Name, variable);
        return $"${{{variable.Name}}}";
    }
}
