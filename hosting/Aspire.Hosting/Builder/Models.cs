using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What is asked about programs.</summary>
public static class ExecutableResourceExtensions
{
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ExecutableResource>();
    }
}

/// <summary>What is asked about emulators.</summary>
public static class EmulatorResourceExtensions
{
    /// <summary>Whether the resource stands in for a service that is used in production.</summary>
    public static bool IsEmulator(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.HasAnnotationOfType<EmulatorResourceAnnotation>();
    }
}
