using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What differs from stage to stage and a variable can say: instances and what each may take. The file has the first stage's as defaults.</summary>
internal static class ComposeVariables
{
    private static readonly (string Path, string Name)[] s_leaves =
    [
        ("deploy/replicas", "REPLICAS"),
        ("deploy/resources/limits/cpus", "CPU_LIMIT"),
        ("deploy/resources/limits/memory", "MEMORY_LIMIT"),
        ("deploy/resources/reservations/cpus", "CPU_RESERVATION"),
        ("deploy/resources/reservations/memory", "MEMORY_RESERVATION"),
    ];

    /// <summary>Puts variables into every stage's tree where the stages differ, and their values into each stage's.</summary>
    public static void Introduce(IReadOnlyList<ComposeStage> stages)
    {
        var first = stages[0].Tree["services"] as JsonObject ?? [];
        foreach (var service in first.Select(entry => entry.Key).ToList())
        {
            foreach (var (path, name) in s_leaves)
            {
                var leaves = stages
                    .Select(stage => (Stage: stage, Leaf: Find(stage, service, path)))
                    .Where(entry => entry.Leaf is not null)
                    .ToList();
                var texts = leaves.ConvertAll(entry => Text(entry.Leaf!));
                if (leaves.Count is 0 || leaves[0].Stage != stages[0] || texts.TrueForAll(text => text == texts[0]))
                {
                    continue;
                }
                var variable = DockerComposeServiceExtensions.VariableName($"{service}-{name}");
                for (var i = 0; i < leaves.Count; i++)
                {
                    leaves[i].Stage.Context.StageValues[variable] = texts[i];
                    leaves[i].Leaf!.ReplaceWith(JsonValue.Create($"${{{variable}:-{texts[0]}}}"));
                }
            }
        }
    }

    private static JsonNode? Find(ComposeStage stage, string service, string path)
    {
        JsonNode? node = stage.Tree["services"]?[service];
        foreach (var step in path.Split('/'))
        {
            node = node?[step];
        }
        return node;
    }

    private static string Text(JsonNode leaf) =>
        leaf.GetValueKind() is JsonValueKind.String ? leaf.GetValue<string>() : leaf.ToJsonString();
}
