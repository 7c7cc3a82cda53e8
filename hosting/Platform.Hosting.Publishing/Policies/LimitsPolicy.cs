using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>No container takes a machine for itself: each has a limit of CPU and of memory.</summary>
internal sealed class LimitsPolicy : IPolicy
{
    public Policy Id => Policy.Limits;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        from container in context.Containers
        let limits = container.IsCompose ? container.Tree["deploy"]?["resources"]?["limits"] : container.Tree["resources"]?["limits"]
        let missing = Missing(limits, container.IsCompose ? "cpus" : "cpu", "memory")
        where missing.Length > 0
        select new Violation(
            container.Resource,
            container.Object.Stage,
            $"{container.Where} has no limit of {missing}.",
            "Declare it: .WithResources(new(\"100m\", \"128Mi\", \"500m\", \"512Mi\"))."
        );

    private static string Missing(JsonNode? limits, params string[] names) =>
        string.Join(" and ", names.Where(name => limits?[name] is null));
}
