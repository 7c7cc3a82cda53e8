using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>
/// What is to be started, as what, and in which order it stops. A pure function of the model and the engines at hand:
/// nothing is started, allocated or written to make it.
/// </summary>
internal sealed class ExecutionPlan
{
    private readonly Dictionary<IResource, PlannedResource> _byResource;

    private ExecutionPlan(ImmutableArray<PlannedResource> resources)
    {
        Resources = resources;
        _byResource = resources.ToDictionary(r => r.Resource);
        Dependents = DependencyGraph.Dependents(resources.Select(r => r.Resource).ToList());
    }

    public ImmutableArray<PlannedResource> Resources { get; }

    /// <summary>For each resource those that must stop before it. Acyclic: of a circle of references one is left out.</summary>
    public IReadOnlyDictionary<IResource, IReadOnlyList<IResource>> Dependents { get; }

    public PlannedResource? TryGet(IResource resource) => _byResource.GetValueOrDefault(resource);

    /// <summary>True when somebody has to start something before the resource can start: itself, or what it waits for.</summary>
    public bool WaitsForExplicitStart(IResource resource) =>
        DependencyGraph.WaitClosure(resource).Any(r => _byResource.TryGetValue(r, out var planned) && planned.ExplicitStart);

    /// <summary>Plans the graph, or the part of it that <paramref name="only"/> names with all it needs.</summary>
    /// <exception cref="DistributedApplicationException">The graph cannot run; one message holds every error found.</exception>
    /// <param name="healthChecks">The keys of the registered health checks; null to take any for known.</param>
    public static ExecutionPlan Create(
        DistributedApplicationModel model,
        IEngineCatalog? engines,
        IReadOnlyCollection<string>? only = null,
        IReadOnlySet<string>? healthChecks = null
    )
    {
        var errors = new List<string>();
        var chosen = Choose(model, only, errors);
        errors.AddRange(WaitCycles.Find(chosen));
        errors.AddRange(EndpointConflicts.Find(chosen));
        errors.AddRange(RequiredProgramAnnotation.Faults(chosen));
        errors.AddRange(UnknownHealthChecks(chosen, healthChecks));
        var planned = chosen.Select(resource => Plan(resource, engines, errors)).ToImmutableArray();
        return errors.Count == 0
            ? new ExecutionPlan(planned)
            : throw new DistributedApplicationException(
                errors.Count == 1
                    ? errors[0]
                    : $"The graph cannot run:{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(e => "  - " + e))}"
            );
    }

    private static List<IResource> Choose(DistributedApplicationModel model, IReadOnlyCollection<string>? only, List<string> errors)
    {
        if (only is null or { Count: 0 })
        {
            return [.. model.Resources];
        }
        var roots = new List<IResource>();
        foreach (var name in only)
        {
            if (model.Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)) is { } root)
            {
                roots.Add(root);
            }
            else
            {
                errors.Add(
                    $"--only names '{name}', which the graph has not. It has: {string.Join(", ", model.Resources.Select(r => r.Name))}."
                );
            }
        }
        var needed = DependencyGraph.Closure(roots);
        return [.. model.Resources.Where(needed.Contains)];
    }

    private static IEnumerable<string> UnknownHealthChecks(List<IResource> resources, IReadOnlySet<string>? known) =>
        from resource in resources
        from check in resource.Annotations.OfType<HealthCheckAnnotation>()
        where known?.Contains(check.Key) == false
        select $"'{resource.Name}' names the health check '{check.Key}', which nobody registered. "
            + $"Register it: builder.Services.AddHealthChecks().AddCheck(\"{check.Key}\", …)";

    private static PlannedResource Plan(IResource resource, IEngineCatalog? engines, List<string> errors)
    {
        var ids = InstanceIds(resource);
        switch (resource)
        {
            case ProjectResource project:
                if (ProjectBinary.Problem(project) is { } problem)
                {
                    errors.Add(problem);
                }
                return new(resource, LaunchKind.Project, ids);
            case ExecutableResource:
                return new(resource, LaunchKind.Executable, ids);
            case var _ when resource.Annotations.OfType<EngineAnnotation>().LastOrDefault() is { } wanted:
                var engine = wanted.SettingsType is { } settings ? engines?.Find(settings) : null;
                if (engine is null)
                {
                    return new(resource, LaunchKind.Unserved, ids);
                }
                errors.AddRange(EngineLimits.Find(resource, engine));
                return new(resource, LaunchKind.Engine, ids, engine);
            case var _ when resource.IsContainer():
                return new(resource, LaunchKind.Unserved, ids);
            default:
                return new(resource, LaunchKind.None, ids);
        }
    }

    private static ImmutableArray<string> InstanceIds(IResource resource)
    {
        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        return replicas == 1 ? [resource.Name] : [.. Enumerable.Range(1, replicas).Select(i => $"{resource.Name}-{i}")];
    }
}
