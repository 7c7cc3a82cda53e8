using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Circles of waits: nothing in one would ever start.</summary>
internal static class WaitCycles
{
    public static IEnumerable<string> Find(IReadOnlyList<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            if (Walk(resource, [], done) is { } circle)
            {
                yield return $"These wait for each other, so none of them would start: {string.Join(" -> ", circle.Select(r => r.Name))}. "
                    + $"Remove one WaitFor of the circle, for instance {circle[^2].Name}'s on '{circle[^1].Name}'; references may stay circular.";
            }
        }
    }

    private static List<IResource>? Walk(IResource resource, List<IResource> path, HashSet<IResource> done)
    {
        var start = path.IndexOf(resource);
        if (start >= 0)
        {
            return [.. path[start..], resource];
        }
        if (done.Contains(resource))
        {
            return null;
        }
        path.Add(resource);
        List<IResource>? circle = null;
        foreach (var needed in DependencyGraph.Waits(resource))
        {
            circle ??= Walk(needed, path, done);
        }
        path.RemoveAt(path.Count - 1);
        done.Add(resource);
        return circle;
    }
}
