namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is asked about a model.</summary>
public static class DistributedApplicationModelExtensions
{
    /// <summary>The resources that a deployment runs.</summary>
    public static IEnumerable<IResource> GetComputeResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(resource =>
            resource is IComputeResource
            && !resource.IsExcludedFromPublish()
            && (!resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) || build.HasEntrypoint)
        );
    }

    /// <summary>The resources that an image is built for.</summary>
    public static IEnumerable<IResource> GetBuildResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(resource => resource.RequiresImageBuild());
    }

    /// <summary>The resources that an image is built for and pushed.</summary>
    public static IEnumerable<IResource> GetBuildAndPushResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(resource => resource.RequiresImageBuildAndPush());
    }
}
