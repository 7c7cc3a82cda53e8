namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource's state changed.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The instance: the resource's name, with a suffix where it has replicas.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Its state after the change.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
