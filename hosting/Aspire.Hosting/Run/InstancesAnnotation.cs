using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>The ids of the instances that a resource runs as: its name, or one id a replica.</summary>
internal sealed record InstancesAnnotation(ImmutableArray<string> Ids) : IResourceAnnotation;

internal static class InstanceIds
{
    /// <summary>The resource's instances; its name while it is not planned yet.</summary>
    public static ImmutableArray<string> GetInstanceIds(this IResource resource) =>
        resource.Annotations.OfType<InstancesAnnotation>().LastOrDefault()?.Ids ?? [resource.Name];
}
