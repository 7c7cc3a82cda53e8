using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Kustomize;

/// <summary>
/// What all stages have goes to <c>base</c>, what several have or what can be left out as a whole to <c>components</c>, what one has to its overlay; and
/// what is another value in a stage to a patch in its overlay.
/// </summary>
internal sealed class KustomizePrinter(IReadOnlyList<Stage> stages)
{
    private readonly KustomizeFolders folders = new(stages);
    private readonly List<StagePatch> patches = [];

    /// <param name="objects">Of all stages; not changed.</param>
    /// <returns>Files below <c>kubernetes/</c>.</returns>
    public IReadOnlyList<PrintedFile> Print(IReadOnlyList<StagedObject> objects)
    {
        var own = objects.Select(found => found.Copy()).ToList();
        var labels = StageLabel.Take(own);
        var images = StageImage.Take(own);
        var components = own.Where(found => found.Component.Length > 0)
            .GroupBy(found => found.Component, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.SelectMany(found => found.Stages).Distinct().Order().ToList());
        foreach (var found in own)
        {
            Place(found, components.GetValueOrDefault(found.Component) ?? []);
        }
        return folders.Print(labels, images, patches);
    }

    private void Place(StagedObject found, IReadOnlyList<Stage> component)
    {
        var merge = new StrategicMerge(MergeKeys.TypeOf(found.First));
        if (merge.Common([.. found.Trees.Values]) is { } common && Patches(merge, common, found) is { } changes)
        {
            folders.Add(found.Component, component, [.. found.Stages], found.File, common);
            patches.AddRange(changes);
            return;
        }
        // What no patch can say is written in full, once for the stages that have it alike.
        var alike = new List<(JsonObject Tree, List<Stage> Stages)>();
        foreach (var (stage, tree) in found.Trees)
        {
            var same = alike.Find(group => JsonNode.DeepEquals(group.Tree, tree));
            if (same.Stages is null)
            {
                alike.Add((tree, [stage]));
            }
            else
            {
                same.Stages.Add(stage);
            }
        }
        foreach (var (tree, having) in alike)
        {
            folders.Add(found.Component, component, having, found.File, tree);
        }
    }

    private static List<StagePatch>? Patches(StrategicMerge merge, JsonObject common, StagedObject found)
    {
        var patches = new List<StagePatch>();
        foreach (var (stage, tree) in found.Trees)
        {
            var difference = merge.Difference(common, tree);
            if (!merge.AreSame(merge.Apply(common, difference), tree))
            {
                return null;
            }
            if (difference.Count > 0)
            {
                patches.Add(new(stage, found.Component, found.File, Addressed(common, difference)));
            }
        }
        return patches;
    }

    /// <summary>A patch names what it is for.</summary>
    private static JsonObject Addressed(JsonObject common, JsonObject difference)
    {
        var metadata = new JsonObject { ["name"] = common["metadata"]!["name"]!.DeepClone() };
        if (common["metadata"]!["namespace"] is { } space)
        {
            metadata["namespace"] = space.DeepClone();
        }
        foreach (var (key, value) in difference["metadata"] as JsonObject ?? [])
        {
            metadata[key] = value?.DeepClone();
        }
        var patch = new JsonObject
        {
            ["apiVersion"] = common["apiVersion"]!.DeepClone(),
            ["kind"] = common["kind"]!.DeepClone(),
            ["metadata"] = metadata,
        };
        foreach (var (key, value) in difference)
        {
            if (key != "metadata")
            {
                patch[key] = value?.DeepClone();
            }
        }
        return patch;
    }
}

/// <summary>What a stage has otherwise than its base.</summary>
internal sealed record StagePatch(Stage Stage, string Component, string File, JsonObject Patch)
{
    /// <summary>Below the overlay: a file for each folder of the base or of the component.</summary>
    public string Path
    {
        get
        {
            var folder = File.Contains('/') ? File[..File.IndexOf('/')] : System.IO.Path.GetFileNameWithoutExtension(File);
            return Component.Length == 0 ? $"patches/{folder}.yaml" : $"patches/{Component}/{folder}.yaml";
        }
    }
}
