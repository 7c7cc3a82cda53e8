using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Whatever serves is asked whether it can: who does not answer gets no calls, and is started anew.</summary>
internal sealed class ProbesPolicy : IPolicy
{
    public Policy Id => Policy.Probes;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        from container in context.Containers
        where !container.IsStep
        let problem = container.IsCompose ? InCompose(container.Tree) : InPod(container.Tree)
        where problem is not null
        select new Violation(
            container.Resource,
            container.Object.Stage,
            $"{container.Where} has no {problem}.",
            "Declare how it is asked: .WithHttpHealthCheck(\"/health\")."
        );

    private static string? InCompose(JsonObject service) =>
        service["healthcheck"] is JsonObject check && check["disable"]?.ToString() != "true" ? null : "health check";

    private static string? InPod(JsonObject container)
    {
        var missing = new[] { "readinessProbe", "livenessProbe" }.Where(probe => container[probe] is null).ToList();
        return missing.Count == 0 ? null : string.Join(" and no ", missing);
    }
}
