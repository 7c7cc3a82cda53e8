using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Whose it is, what it belongs to and where it stands: <c>team</c>, <c>app</c> and <c>environment</c> on everything, pods included.</summary>
internal sealed class LabelsPolicy : IPolicy
{
    private static readonly string[] s_required = ["team", "app", "environment"];

    public Policy Id => Policy.Labels;

    public IEnumerable<Violation> Check(PolicyContext context)
    {
        foreach (var one in context.Output.Objects)
        {
            foreach (var (where, labels) in Labels(one))
            {
                var missing = s_required.Where(name => string.IsNullOrEmpty(labels?[name]?.ToString())).ToList();
                if (missing.Count > 0)
                {
                    yield return new Violation(
                        context.ResourceOf(one),
                        one.Stage,
                        $"{where} in {one.Target} has no label {string.Join(", ", missing)}.",
                        "Every object takes them from the stage's settings: see that its labels are those, and the settings have no empty value."
                    );
                }
            }
        }
    }

    private static IEnumerable<(string, JsonNode?)> Labels(EmittedObject one)
    {
        var name = $"{one.Kind} {one.Name}";
        if (one.Kind == EmittedObject.ComposeService)
        {
            yield return (name, one.Tree["labels"]);
            yield break;
        }
        yield return (name, one.Tree["metadata"]?["labels"]);
        if (one.Tree["spec"]?["template"] is JsonObject template && template["spec"]?["containers"] is JsonArray)
        {
            yield return ($"the pod of {name}", template["metadata"]?["labels"]);
        }
    }
}
