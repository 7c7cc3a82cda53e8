using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What the AppHost has the last word on: manifests that it adds to an environment, and patches of its objects. Made once for all stages.</summary>
public sealed class ObjectPatches(IResource environment)
{
    private readonly HashSet<ObjectPatchAnnotation> matched = [];
    private readonly Dictionary<ObjectPatchAnnotation, string> problems = [];

    /// <summary>The stage's objects with those that were added, patched. Objects are changed in place.</summary>
    public IReadOnlyList<KubernetesObject> Apply(Stage stage, IReadOnlyList<KubernetesObject> objects, PublishReport report)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(report);
        var all = objects.ToList();
        foreach (var manifest in environment.Annotations.OfType<AddedManifestAnnotation>().Where(one => IsFor(one.Stages, stage)))
        {
            Add(manifest, stage, all, report);
        }
        foreach (var one in all)
        {
            Patch(stage, one.Kind, one.Name, one.Tree);
        }
        return all;
    }

    /// <summary>Changes one object's tree in place, as the patches of its kind and name say.</summary>
    public void Patch(Stage stage, string kind, string name, JsonObject tree)
    {
        foreach (
            var patch in environment
                .Annotations.OfType<ObjectPatchAnnotation>()
                .Where(patch => patch.Kind == kind && patch.Name == name && IsFor(patch.Stages, stage))
        )
        {
            Change(patch, tree, stage);
        }
    }

    /// <summary>For a target that has no objects of the kind that could be added.</summary>
    public void RefuseManifests(PublishReport report, string instead)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var manifest in environment.Annotations.OfType<AddedManifestAnnotation>())
        {
            report.Add(Error($"a manifest ({manifest.Source}) cannot be added here: {instead}"));
        }
    }

    /// <summary>To be called after the last stage: a patch that changed nothing in any stage is an error.</summary>
    public void RefuseUnmatched(PublishReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var patch in environment.Annotations.OfType<ObjectPatchAnnotation>())
        {
            if (problems.TryGetValue(patch, out var problem))
            {
                report.Add(Error($"the patch of {patch.Kind} '{patch.Name}' ({patch.What}) fails: {problem}."));
            }
            else if (!matched.Contains(patch))
            {
                report.Add(
                    Error(
                        $"the patch of {patch.Kind} '{patch.Name}' ({patch.What}) changes nothing: no such object is published. See kind and name in the output, or take the patch out."
                    )
                );
            }
        }
    }

    private void Change(ObjectPatchAnnotation patch, JsonObject tree, Stage stage)
    {
        try
        {
            patch.Change(tree);
            matched.Add(patch);
        }
        catch (InvalidOperationException exception)
        {
            problems.TryAdd(patch, $"{stage.Name()}: {exception.Message}");
        }
    }

    private void Add(AddedManifestAnnotation manifest, Stage stage, List<KubernetesObject> all, PublishReport report)
    {
        foreach (var tree in Documents(manifest, report))
        {
            if (
                tree is not JsonObject document
                || Text(document["apiVersion"]) is null
                || Text(document["kind"]) is not { } kind
                || Text(document["metadata"]?["name"]) is not { } name
            )
            {
                report.Add(Error($"a document of the manifest added ({manifest.Source}) has no apiVersion, kind or metadata.name."));
                continue;
            }
            var added = new KubernetesObject(document, $"added/{kind.ToLowerInvariant()}-{name}.yaml");
            if (all.Exists(other => other.Id == added.Id))
            {
                report.Add(
                    Error(
                        $"{stage.Name()}: {kind} '{name}' of the manifest added ({manifest.Source}) is published already: patch it with .PatchObject(\"{kind}\", \"{name}\", …)."
                    )
                );
                continue;
            }
            all.Add(added);
        }
    }

    private IReadOnlyList<JsonNode> Documents(AddedManifestAnnotation manifest, PublishReport report)
    {
        try
        {
            return Yaml.Read(manifest.Read());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            report.Add(Error($"the manifest added ({manifest.Source}) cannot be read: {exception.Message}"));
            return [];
        }
    }

    private Finding Error(string text) => new(FindingLevel.Error, environment.Name, text);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsFor(IReadOnlyList<Stage> stages, Stage stage) => stages.Count == 0 || stages.Contains(stage);
}
