using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Admission;

/// <summary>
/// What the cluster itself refuses, by OPA Gatekeeper (Aegis 4.12): the same rules that publishing checks, for whatever else somebody applies.
/// Aegis asks Deployments for what only pods have; here each rule looks where the field is.
/// </summary>
public sealed class AdmissionPolicies : IKubernetesContributor
{
    /// <summary>The Kustomize component: its kinds are no part of Kubernetes.</summary>
    public const string Component = "gatekeeper";

    private static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet"];

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context) =>
        Trees(context).Select(tree => new KubernetesObject(tree, File(tree)) { Component = Component });

    private static IEnumerable<JsonObject> Trees(KubernetesContext context)
    {
        yield return Template(context, "K8sRequiredLabels", Rego.RequiredLabels, LabelParameters());
        yield return Constraint(
            context,
            "K8sRequiredLabels",
            "require-labels",
            [Kinds("", ["Pod"]), Kinds("apps", Workloads)],
            new JsonObject { ["labels"] = new JsonArray("team", "app", "environment") }
        );
        yield return Template(context, "K8sBlockLatestImage", Rego.BlockLatestImage, null);
        yield return Constraint(
            context,
            "K8sBlockLatestImage",
            "block-latest-image",
            [Kinds("apps", Workloads), Kinds("batch", ["Job"])],
            null
        );
        yield return Template(context, "K8sRequireNonRoot", Rego.RequireNonRoot, null);
        yield return Constraint(
            context,
            "K8sRequireNonRoot",
            "require-non-root",
            [Kinds("apps", Workloads), Kinds("batch", ["Job"])],
            null
        );
    }

    // Templates define the kinds of the constraints, and are applied before them.
    private static string File(JsonObject tree) => (string)tree["kind"]! == "ConstraintTemplate" ? "templates.yaml" : "constraints.yaml";

    private static JsonObject Template(KubernetesContext context, string kind, string rego, JsonObject? parameters)
    {
        var specification = new JsonObject { ["names"] = new JsonObject { ["kind"] = kind } };
        if (parameters is not null)
        {
            specification["validation"] = new JsonObject { ["openAPIV3Schema"] = parameters };
        }
        var tree = context.New("templates.gatekeeper.sh/v1", "ConstraintTemplate", kind.ToLowerInvariant(), "gatekeeper", "");
        tree["spec"] = new JsonObject
        {
            ["crd"] = new JsonObject { ["spec"] = specification },
            ["targets"] = new JsonArray(new JsonObject { ["target"] = "admission.k8s.gatekeeper.sh", ["rego"] = rego }),
        };
        return tree;
    }

    private static JsonObject Constraint(KubernetesContext context, string kind, string name, JsonObject[] kinds, JsonObject? parameters)
    {
        var tree = context.New("constraints.gatekeeper.sh/v1beta1", kind, name, "gatekeeper", "");
        var spec = new JsonObject
        {
            ["enforcementAction"] = "deny",
            ["match"] = new JsonObject { ["kinds"] = new JsonArray(kinds), ["namespaces"] = new JsonArray(context.ApplicationNamespace) },
        };
        if (parameters is not null)
        {
            spec["parameters"] = parameters;
        }
        tree["spec"] = spec;
        return tree;
    }

    private static JsonObject Kinds(string group, string[] kinds) =>
        new() { ["apiGroups"] = new JsonArray(group), ["kinds"] = NewObject.List(kinds) };

    private static JsonObject LabelParameters() =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["labels"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                },
            },
        };
}
