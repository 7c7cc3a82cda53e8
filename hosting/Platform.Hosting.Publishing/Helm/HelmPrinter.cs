using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>The objects of all stages as one chart in Aspire's layout: <c>templates/RESOURCE/KIND.yaml</c>, values under <c>parameters</c> and <c>config</c>.</summary>
internal sealed class HelmPrinter(ChartInfo chart, IReadOnlyList<Stage> stages)
{
    private const string Folder = "chart";
    private HelmValues values = new();
    private ConfigurationHashes hashes = new([]);

    /// <returns>Files below <c>kubernetes/</c>.</returns>
    public IReadOnlyList<PrintedFile> Print(IReadOnlyList<StagedObject> objects)
    {
        hashes = new(objects);
        var components = objects.Select(found => found.Component).Where(name => name.Length > 0).Distinct().ToList();
        var templates = objects.GroupBy(found => found.File, StringComparer.Ordinal).ToList();
        foreach (var file in templates)
        {
            foreach (var found in file)
            {
                Template(found, isAlone: file.Count() == 1).Collect();
            }
        }
        values = values.Next();
        var files = templates.Select(file => new PrintedFile($"{Folder}/templates/{file.Key}", Template([.. file]), null)).ToList();
        var defaults = Values(stages[0], components, values.Defaults());
        files.Add(new($"{Folder}/Chart.yaml", Yaml.Write(Chart()), null));
        files.Add(
            new(
                $"{Folder}/values.yaml",
                Yaml.Write(defaults, Layout($"Of {stages[0].Name()}. Each other stage has a file of what is otherwise there.")),
                null
            )
        );
        files.Add(new($"{Folder}/values.schema.json", ValuesSchema.Write(defaults, stages), null));
        files.Add(new($"{Folder}/README.md", ChartText.Readme(chart, stages, components), null));
        files.Add(new($"{Folder}/templates/NOTES.txt", ChartText.Notes(), null));
        foreach (var stage in stages)
        {
            var head = $"helm upgrade --install {chart.Name} . -f values-{stage.Name()}.yaml";
            files.Add(new($"{Folder}/values-{stage.Name()}.yaml", Yaml.Write(Values(stage, [], values.Of(stage)), Layout(head)), stage));
        }
        return files;
    }

    private string Template(IReadOnlyList<StagedObject> objects)
    {
        var text = new StringBuilder();
        foreach (var found in objects)
        {
            var document = "---\n" + Template(found, isAlone: objects.Count == 1).Write();
            var conditions = new List<string>();
            if (found.Component.Length > 0)
            {
                conditions.Add($".Values.components.{HelmValues.KeyOf(found.Component)}");
            }
            if (found.Stages.Count < stages.Count)
            {
                conditions.Add(StageCondition.Expression([.. found.Stages], stages));
            }
            var condition = conditions.Count > 1 ? $"and {conditions[0]} ({conditions[1]})" : conditions.FirstOrDefault();
            text.Append(condition is null ? document : $"{{{{- if {condition} }}}}\n{document}{StageCondition.End}\n");
        }
        return text.ToString();
    }

    private ObjectTemplate Template(StagedObject found, bool isAlone) => new(found, values, new ValueNames(found, isAlone), hashes);

    private static JsonObject Values(Stage stage, IReadOnlyList<string> components, JsonObject others)
    {
        var all = new JsonObject { ["stage"] = stage.Name() };
        if (components.Count > 0)
        {
            all["components"] = new JsonObject(
                components.Select(name => KeyValuePair.Create(HelmValues.KeyOf(name), (JsonNode?)JsonValue.Create(true)))
            );
        }
        foreach (var section in new[] { "parameters", "config" })
        {
            if (others[section] is { } value)
            {
                all[section] = value.DeepClone();
            }
        }
        return all;
    }

    private JsonObject Chart() =>
        new()
        {
            ["apiVersion"] = "v2",
            ["name"] = chart.Name,
            ["version"] = chart.Version,
            ["appVersion"] = chart.ApplicationVersion,
            ["kubeVersion"] = ">= 1.28.0-0",
            ["description"] = chart.Description ?? $"{chart.Name}, published from its graph",
            ["type"] = "application",
            ["keywords"] = new JsonArray("aspire", "kubernetes"),
        };

    private static YamlLayout Layout(string head) =>
        new()
        {
            Head = head,
            CommentAbove = path =>
                path switch
                {
                    "stage" => "Which objects there are, and the label environment.",
                    "components" => "What can be left out as a whole.",
                    "parameters" => "Images, sizes and hosts, by resource.",
                    "config" => "Variables of the environment, by resource.",
                    _ => null,
                },
            BlankLineAbove = path => path is "components" or "parameters" or "config",
        };
}
