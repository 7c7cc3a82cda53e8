using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;

namespace Platform.Hosting;

/// <summary>Says where the engine of a resource runs, if it is a library.</summary>
public sealed record EnginePlacementAnnotation(EnginePlacement Placement) : IResourceAnnotation
{
    /// <summary>As annotated; else in the host's process where everything is thrown away after, as in tests, and in a child process where not.</summary>
    internal static EnginePlacement Of(IResource resource, InstanceDirectory instance) =>
        resource.Annotations.OfType<EnginePlacementAnnotation>().LastOrDefault()?.Placement
        ?? (instance.IsEphemeral ? EnginePlacement.InProcess : EnginePlacement.ChildProcess);
}
