using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Who needs whom: waits, references, and children their parents.</summary>
internal static class DependencyGraph
{
    /// <summary>What a resource needs, nearest first: what it waits for, what it refers to, its parent.</summary>
    public static IEnumerable<IResource> Needs(IResource resource) => Waits(resource).Concat(References(resource)).Distinct();

    public static IEnumerable<IResource> Waits(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource).Distinct();

    /// <summary>The resource and all it waits for, directly or not.</summary>
    public static HashSet<IResource> WaitClosure(IResource resource) => Closure([resource], Waits);

    private static IEnumerable<IResource> References(IResource resource)
    {
        var referenced = resource
            .Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(r => r.Type == KnownRelationshipTypes.Reference)
            .Select(r => r.Resource);
        return resource is IResourceWithParent { Parent: var parent } ? referenced.Prepend(parent) : referenced;
    }

    /// <summary>The roots and everything they need, directly or not.</summary>
    public static HashSet<IResource> Closure(IEnumerable<IResource> roots) => Closure(roots, Needs);

    private static HashSet<IResource> Closure(IEnumerable<IResource> roots, Func<IResource, IEnumerable<IResource>> next)
    {
        var closure = new HashSet<IResource>();
        var pending = new Stack<IResource>(roots);
        while (pending.TryPop(out var resource))
        {
            if (closure.Add(resource))
            {
                foreach (var needed in next(resource))
                {
                    pending.Push(needed);
                }
            }
        }
        return closure;
    }

    /// <summary>
    /// For each resource those that need it, without circles: references may be circular, and stopping has to begin somewhere.
    /// An edge that would close a circle is left out, waits being kept before references.
    /// </summary>
    public static IReadOnlyDictionary<IResource, IReadOnlyList<IResource>> Dependents(IReadOnlyList<IResource> resources)
    {
        var dependents = resources.ToDictionary(r => r, _ => new List<IResource>());
        var state = new Dictionary<IResource, bool>();
        foreach (var resource in resources)
        {
            Visit(resource);
        }
        return dependents.ToDictionary(d => d.Key, d => (IReadOnlyList<IResource>)d.Value);

        void Visit(IResource resource)
        {
            if (!state.TryAdd(resource, false))
            {
                return;
            }
            foreach (var needed in Needs(resource).Where(dependents.ContainsKey))
            {
                var closesCircle = state.TryGetValue(needed, out var done) && !done;
                if (!closesCircle)
                {
                    dependents[needed].Add(resource);
                    Visit(needed);
                }
            }
            state[resource] = true;
        }
    }
}
