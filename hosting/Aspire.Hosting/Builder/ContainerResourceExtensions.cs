using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What is asked about containers.</summary>
public static class ContainerResourceExtensions
{
    /// <summary>The resources that run from an image.</summary>
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(IsContainer);
    }

    /// <summary>Whether the resource runs from an image.</summary>
    public static bool IsContainer(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.HasAnnotationOfType<ContainerImageAnnotation>();
    }
}
