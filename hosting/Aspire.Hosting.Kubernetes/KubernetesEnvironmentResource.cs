using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>A Kubernetes cluster that the graph is published to.</summary>
public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>Default <c>IfNotPresent</c>: tags are never moved, so an image that is there is the right one.</summary>
    public string DefaultImagePullPolicy { get; set; } = "IfNotPresent";

    /// <summary>Of services: ClusterIP, NodePort or LoadBalancer.</summary>
    public string DefaultServiceType { get; set; } = "ClusterIP";

    /// <summary>Null: the cluster's own.</summary>
    public string? DefaultStorageClassName { get; set; }

    /// <summary>Access mode of claims.</summary>
    public string DefaultStorageReadWritePolicy { get; set; } = "ReadWriteOnce";

    /// <summary>Of claims, as Kubernetes' quantity.</summary>
    public string DefaultStorageSize { get; set; } = "1Gi";

    /// <summary>What a volume of the graph becomes: pvc or emptydir. Aspire says emptydir, which loses what is in it.</summary>
    public string DefaultStorageType { get; set; } = "pvc";

    /// <summary>The environment that this one is part of; null where it stands alone.</summary>
    public IComputeEnvironmentResource? OwningComputeEnvironment { get; set; }

    /// <summary>How others in the cluster call the endpoint's resource.</summary>
    [Experimental("ASPIRECOMPUTE002")]
    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return ReferenceExpression.Create($"{endpointReference.Resource.Name}");
    }
}
