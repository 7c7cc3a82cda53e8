using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>Objects that an environment publishes besides its own, word by word.</summary>
/// <param name="Source">For messages: the file's path as it was given, or <c>text</c>.</param>
/// <param name="Read">Reads the text when the graph is published, not before.</param>
/// <param name="Stages">None: all.</param>
public sealed record AddedManifestAnnotation(string Source, Func<string> Read, IReadOnlyList<Stage> Stages) : IResourceAnnotation;
