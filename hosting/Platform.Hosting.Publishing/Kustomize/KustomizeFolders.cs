using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Kustomize;

/// <summary>Which folder has which objects, and the <c>kustomization.yaml</c> of each.</summary>
internal sealed class KustomizeFolders(IReadOnlyList<Stage> stages)
{
    private const string Base = "base";

    // In the order of first use: what is listed first is applied first.
    private readonly List<Folder> all = [];

    /// <param name="component">Empty: always there.</param>
    /// <param name="componentStages">Where there is anything of the component.</param>
    /// <param name="having">The stages that have the object just so.</param>
    public void Add(string component, IReadOnlyList<Stage> componentStages, IReadOnlyList<Stage> having, string file, JsonObject tree)
    {
        var path = PathOf(component, componentStages, having);
        var folder = all.Find(known => known.Path == path);
        if (folder is null)
        {
            all.Add(folder = new(path, having));
        }
        if (!folder.Files.TryGetValue(file, out var trees))
        {
            folder.Files.Add(file, trees = []);
        }
        trees.Add(tree);
    }

    public IReadOnlyList<PrintedFile> Print(
        IReadOnlyList<StageLabel> labels,
        IReadOnlyList<StageImage> images,
        IReadOnlyList<StagePatch> patches
    )
    {
        var files = new List<PrintedFile>();
        foreach (var folder in all)
        {
            var stage = IsOverlay(folder) ? folder.Stages[0] : (Stage?)null;
            files.AddRange(folder.Files.Select(file => new PrintedFile($"{folder.Path}/{file.Key}", Yaml.Write(file.Value), stage)));
            if (stage is null)
            {
                files.Add(new($"{folder.Path}/kustomization.yaml", Kustomization(folder), null));
            }
        }
        foreach (var stage in stages)
        {
            var own = patches.Where(patch => patch.Stage == stage).GroupBy(patch => patch.Path, StringComparer.Ordinal).ToList();
            files.AddRange(
                own.Select(file => new PrintedFile($"{Overlay(stage)}/{file.Key}", Yaml.Write(file.Select(patch => patch.Patch)), stage))
            );
            files.Add(
                new($"{Overlay(stage)}/kustomization.yaml", Kustomization(stage, labels, images, [.. own.Select(file => file.Key)]), stage)
            );
        }
        return files;
    }

    private string PathOf(string component, IReadOnlyList<Stage> componentStages, IReadOnlyList<Stage> having)
    {
        var names = string.Join('-', having.Select(stage => stage.Name()));
        if (component.Length > 0)
        {
            return having.SequenceEqual(componentStages) ? $"components/{component}" : $"components/{component}-{names}";
        }
        return having.SequenceEqual(stages) ? Base
            : having.Count == 1 ? Overlay(having[0])
            : $"components/{names}";
    }

    private static string Overlay(Stage stage) => $"overlays/{stage.Name()}";

    private static bool IsOverlay(Folder folder) => folder.Path.StartsWith("overlays/", StringComparison.Ordinal);

    private static string Kustomization(Folder folder)
    {
        var isBase = folder.Path == Base;
        var document = Document(isBase);
        document["resources"] = List(folder.Files.Keys);
        var head = isBase
            ? "What every stage has. Values that differ are those of most stages; the overlays have the others."
            : $"Of {Words(folder.Stages)}. Their overlays name it; left out there, it is gone as a whole, together with the patches of its name.";
        return Yaml.Write(document, new YamlLayout { Head = head });
    }

    private string Kustomization(
        Stage stage,
        IReadOnlyList<StageLabel> labels,
        IReadOnlyList<StageImage> images,
        IReadOnlyList<string> patches
    )
    {
        var document = Document(isBase: true);
        var own = all.Find(folder => folder.Path == Overlay(stage));
        var resources = new JsonArray();
        if (all.Exists(folder => folder.Path == Base))
        {
            resources.Add($"../../{Base}");
        }
        foreach (var file in own?.Files.Keys.ToList() ?? [])
        {
            resources.Add(file);
        }
        if (resources.Count > 0)
        {
            document["resources"] = resources;
        }
        var components = List(
            all.Where(folder => folder.Path != Base && !IsOverlay(folder) && folder.Stages.Contains(stage))
                .Select(folder => $"../../{folder.Path}")
        );
        if (components.Count > 0)
        {
            document["components"] = components;
        }
        var stageLabels = new JsonArray();
        foreach (var label in labels.Where(label => label.Values.ContainsKey(stage)))
        {
            var entry = new JsonObject { ["pairs"] = new JsonObject { [label.Key] = label.Values[stage] } };
            if (label.Paths.Count > 0)
            {
                entry["fields"] = new JsonArray([.. label.Paths.Select(path => new JsonObject { ["path"] = path })]);
            }
            stageLabels.Add((JsonNode)entry);
        }
        if (stageLabels.Count > 0)
        {
            document["labels"] = stageLabels;
        }
        var tags = images
            .Where(image => image.Tags.ContainsKey(stage))
            .Select(image => new JsonObject { ["name"] = image.Name, ["newTag"] = image.Tags[stage] })
            .ToArray();
        if (tags.Length > 0)
        {
            document["images"] = new JsonArray([.. tags]);
        }
        if (patches.Count > 0)
        {
            document["patches"] = new JsonArray([.. patches.Select(path => new JsonObject { ["path"] = path })]);
        }
        return Yaml.Write(document, new YamlLayout { Head = $"kubectl apply -k kubernetes/{Overlay(stage)}" });
    }

    private static JsonObject Document(bool isBase) =>
        new()
        {
            ["apiVersion"] = isBase ? "kustomize.config.k8s.io/v1beta1" : "kustomize.config.k8s.io/v1alpha1",
            ["kind"] = isBase ? "Kustomization" : "Component",
        };

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Words(IReadOnlyList<Stage> stages) =>
        stages.Count == 1
            ? stages[0].Name()
            : $"{string.Join(", ", stages.SkipLast(1).Select(stage => stage.Name()))} and {stages[^1].Name()}";

    private sealed record Folder(string Path, IReadOnlyList<Stage> Stages)
    {
        // A list of pairs in the order of objects: files are applied as they are listed.
        public OrderedDictionary<string, List<JsonObject>> Files { get; } = new(StringComparer.Ordinal);
    }
}
