using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Lifecycle;

/// <summary>
/// Who has to begin anew when a resource does: who refers to it or to a part of it, and who waits for those in turn. Who merely calls a caller has
/// to bear that it is away for a moment.
/// </summary>
internal static class DependentsOf
{
    public static IReadOnlyList<IResource> Resource(IResource resource, IEnumerable<IResource> graph)
    {
        var all = graph.ToList();
        var parts = all.Where(part => IsWithin(part, resource)).ToHashSet();
        var found = all.Where(other => !parts.Contains(other) && (Waits(other).Any(parts.Contains) || Refers(other).Any(parts.Contains)))
            .ToList();
        var known = found.ToHashSet();
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(all.Where(other => !parts.Contains(other) && Waits(other).Contains(found[i]) && known.Add(other)));
        }
        return found;
    }

    private static bool IsWithin(IResource part, IResource whole) =>
        part == whole || (part is IResourceWithParent { Parent: var parent } && IsWithin(parent, whole));

    private static IEnumerable<IResource> Waits(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);

    private static IEnumerable<IResource> Refers(IResource resource) =>
        resource
            .Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == KnownRelationshipTypes.Reference)
            .Select(relationship => relationship.Resource);
}
