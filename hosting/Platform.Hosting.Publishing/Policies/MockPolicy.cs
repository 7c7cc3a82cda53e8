using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Nobody pays a mock: what plays somebody else's system is published to dev and perf only.</summary>
internal sealed class MockPolicy : IPolicy
{
    public Policy Id => Policy.Mock;

    public IEnumerable<Violation> Check(PolicyContext context)
    {
        var mocks = context
            .Models[0]
            .Graph.Resources.Where(resource => resource.IntentOf<MockIntent>(Stage.Dev) is not null)
            .Select(resource => resource.Name)
            .ToHashSet(StringComparer.Ordinal);
        var inModels =
            from model in context.Models
            where !model.Stage.HasMocks()
            from workload in model.Workloads
            where workload.IsMock || mocks.Contains(workload.Name)
            select (workload.Name, model.Stage);
        var inTargets =
            from container in context.Containers
            where !container.Object.Stage.HasMocks() && mocks.Contains(container.Resource)
            select (container.Resource, container.Object.Stage);
        return inModels
            .Concat(inTargets)
            .Distinct()
            .Select(found => new Violation(
                found.Item1,
                found.Stage,
                "it is a mock, and the stage is real.",
                $"Give the real system's address instead, with the parameter {found.Item1}-url."
            ));
    }
}
