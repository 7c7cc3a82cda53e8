using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>The last word on what an environment publishes. Each takes the stages that it is for; none: all.</summary>
public static class PatchExtensions
{
    /// <summary>
    /// Sets the field at a path: <c>.PatchObject("Deployment", "users", "spec/template/spec/containers/0/image", "…")</c>. Items of lists go by number, by
    /// <c>[name=users]</c>, or <c>-</c> for one more; a slash within a key is <c>~1</c>. Null takes the field away. A patch that finds nothing stops publishing.
    /// </summary>
    public static IResourceBuilder<T> PatchObject<T>(
        this IResourceBuilder<T> environment,
        string kind,
        string name,
        string path,
        JsonNode? value,
        params Stage[] stages
    )
        where T : IComputeEnvironmentResource
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return environment.Patch(new(kind, name, path, tree => TreePath.Set(tree, path, value?.DeepClone()), stages));
    }

    /// <summary>Changes the object's tree. A patch whose object is not there stops publishing.</summary>
    public static IResourceBuilder<T> PatchObject<T>(
        this IResourceBuilder<T> environment,
        string kind,
        string name,
        Action<JsonObject> change,
        params Stage[] stages
    )
        where T : IComputeEnvironmentResource
    {
        ArgumentNullException.ThrowIfNull(change);
        return environment.Patch(new(kind, name, "its tree", change, stages));
    }

    /// <summary>Publishes what stands in a file (relative to the AppHost), or in a text of several lines, with the rest: any kind of object.</summary>
    public static IResourceBuilder<T> AddManifest<T>(this IResourceBuilder<T> environment, string pathOrText, params Stage[] stages)
        where T : IComputeEnvironmentResource
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrText);
        var isText = pathOrText.Contains('\n');
        var path = isText ? "" : Path.Combine(environment.ApplicationBuilder.AppHostDirectory, pathOrText);
        return environment.WithAnnotation(
            new AddedManifestAnnotation(isText ? "text" : pathOrText, isText ? () => pathOrText : () => File.ReadAllText(path), stages)
        );
    }

    private static IResourceBuilder<T> Patch<T>(this IResourceBuilder<T> environment, ObjectPatchAnnotation patch)
        where T : IComputeEnvironmentResource
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentException.ThrowIfNullOrEmpty(patch.Kind);
        ArgumentException.ThrowIfNullOrEmpty(patch.Name);
        return environment.WithAnnotation(patch);
    }
}
