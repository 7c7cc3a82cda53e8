using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Model;

/// <summary>What a workload waits for, of what is deployed with it.</summary>
internal static class StartsAfter
{
    public static IReadOnlyList<StartDependency> Of(IResource resource, GraphRoles roles)
    {
        var conditions = new OrderedDictionary<string, StartCondition>(StringComparer.OrdinalIgnoreCase);
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
        {
            IResource awaited = wait.Resource is PostgresDatabaseResource database ? database.Parent : wait.Resource;
            if (roles.Of(awaited) is not (Role.Workload or Role.Store))
            {
                continue;
            }
            var condition = wait.WaitType switch
            {
                WaitType.WaitForCompletion => StartCondition.Completed,
                WaitType.WaitUntilStarted => StartCondition.Started,
                _ => StartCondition.Healthy,
            };

            // Of several the one that asks for most.
            if (!conditions.TryGetValue(awaited.Name, out var known) || condition > known)
            {
                conditions[awaited.Name] = condition;
            }
        }
        return [.. conditions.Select(wait => new StartDependency(wait.Key, wait.Value))];
    }

    /// <summary>The resources whose end somebody waits for: they run once.</summary>
    public static IReadOnlySet<string> Steps(DistributedApplicationModel graph) =>
        graph
            .Resources.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType is WaitType.WaitForCompletion)
            .Select(wait => wait.Resource.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
