using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>A change to an object that an environment is about to publish, after everything else has been made.</summary>
/// <param name="Kind">As the target has it: <c>Deployment</c>.</param>
/// <param name="Name">The object's own.</param>
/// <param name="What">For messages: the path, or what was said of it.</param>
/// <param name="Change">Changes the object's tree; throws <see cref="InvalidOperationException"/> where there is nothing to change.</param>
/// <param name="Stages">None: all.</param>
public sealed record ObjectPatchAnnotation(string Kind, string Name, string What, Action<JsonObject> Change, IReadOnlyList<Stage> Stages)
    : IResourceAnnotation;
