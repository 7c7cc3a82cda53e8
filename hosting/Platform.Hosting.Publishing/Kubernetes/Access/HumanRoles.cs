using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Kubernetes.Access;

/// <summary>
/// What people may do, by the groups <c>{application}-developers</c> and <c>{application}-operators</c> (Aegis 7.5). Developers look; in dev they
/// also look inside. Operators restart, scale and run steps. Nobody reads secrets: those come from their manager and are changed there.
/// Services may do nothing: their accounts are bound to no role.
/// </summary>
public sealed class HumanRoles : IKubernetesContributor
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private static readonly string[] s_look = ["get", "list", "watch"];

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string[] developersSee = [context.ApplicationNamespace, context.MonitoringNamespace];
        foreach (var space in developersSee)
        {
            yield return Role(context, "developers", space, [.. Looking(), .. context.Model.Stage is Stage.Dev ? LookingInside() : []]);
            yield return Binding(context, "developers", space);
        }
        foreach (var space in developersSee.Append(context.DataNamespace))
        {
            yield return Role(context, "operators", space, [.. Looking(), .. LookingInside(), .. Operating()]);
            yield return Binding(context, "operators", space);
        }
    }

    private static IEnumerable<JsonObject> Looking() =>
        [
            Rule(
                "",
                s_look,
                "pods",
                "pods/log",
                "services",
                "endpoints",
                "configmaps",
                "events",
                "persistentvolumeclaims",
                "serviceaccounts"
            ),
            Rule("apps", s_look, "deployments", "replicasets", "statefulsets", "daemonsets"),
            Rule("batch", s_look, "jobs", "cronjobs"),
            Rule("autoscaling", s_look, "horizontalpodautoscalers"),
            Rule("networking.k8s.io", s_look, "ingresses", "networkpolicies"),
            Rule("policy", s_look, "poddisruptionbudgets"),
        ];

    private static IEnumerable<JsonObject> LookingInside() => [Rule("", ["create"], "pods/exec", "pods/portforward")];

    private static IEnumerable<JsonObject> Operating() =>
        [
            Rule("", ["delete"], "pods"),
            Rule("", ["create"], "pods/eviction"),
            Rule("apps", ["patch", "update"], "deployments", "deployments/scale", "statefulsets", "statefulsets/scale"),
            Rule("batch", ["create", "delete"], "jobs"),
        ];

    private static JsonObject Rule(string group, IEnumerable<string> verbs, params string[] resources) =>
        new()
        {
            ["apiGroups"] = new JsonArray(group),
            ["resources"] = NewObject.List(resources),
            ["verbs"] = NewObject.List(verbs),
        };

    private static KubernetesObject Role(KubernetesContext context, string who, string space, IEnumerable<JsonObject> rules)
    {
        var tree = context.New($"{Rbac}/v1", "Role", who, "access", space);
        tree["rules"] = new JsonArray([.. rules]);
        return new(tree, "roles.yaml");
    }

    private static KubernetesObject Binding(KubernetesContext context, string who, string space)
    {
        var tree = context.New($"{Rbac}/v1", "RoleBinding", who, "access", space);
        tree["roleRef"] = new JsonObject
        {
            ["apiGroup"] = Rbac,
            ["kind"] = "Role",
            ["name"] = who,
        };
        tree["subjects"] = new JsonArray(
            new JsonObject
            {
                ["apiGroup"] = Rbac,
                ["kind"] = "Group",
                ["name"] = $"{context.ApplicationNamespace}-{who}",
            }
        );
        return new(tree, "roles.yaml");
    }
}
