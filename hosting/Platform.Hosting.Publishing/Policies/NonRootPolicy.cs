using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>No container runs as root, and each says so: a cluster that refuses root must be able to tell before it starts one.</summary>
internal sealed class NonRootPolicy : IPolicy
{
    public Policy Id => Policy.NonRoot;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        from container in context.Containers
        let problem = container.IsCompose ? InCompose(container, context) : InPod(container)
        where problem is not null
        select new Violation(
            container.Resource,
            container.Object.Stage,
            $"{container.Where} {problem}.",
            container.IsCompose
                ? "Give it a user: .PublishAsDockerComposeService((_, service) => service.User = \"1000:1000\")."
                : "Set runAsNonRoot, and runAsUser to a number above 0, in its securityContext."
        );

    private static string? InPod(RunningContainer container)
    {
        var own = container.Tree["securityContext"];
        var pods = container.Pod?["securityContext"];
        if ((own?["runAsUser"] ?? pods?["runAsUser"])?.ToString() == "0")
        {
            return "runs as user 0";
        }
        return IsTrue(own?["runAsNonRoot"] ?? pods?["runAsNonRoot"]) ? null : "may run as root";
    }

    private static string? InCompose(RunningContainer container, PolicyContext context)
    {
        var user = container.Tree["user"]?.ToString();
        if (user is null)
        {
            // Images that are built here name their user, as a test of each shows.
            return context.Model(container.Object.Stage).FindWorkload(container.Resource)?.Image.IsOurs == true
                ? null
                : "runs as whoever its image says, root perhaps";
        }
        return user.Split(':')[0] is "0" or "root" ? "runs as root" : null;
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var set) && set;
}
