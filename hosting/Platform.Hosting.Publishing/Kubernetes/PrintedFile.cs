using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>A file that a printer made of the objects.</summary>
/// <param name="Path">Below <c>kubernetes/</c>.</param>
/// <param name="Stage">Null: for all, or for several.</param>
internal sealed record PrintedFile(string Path, string Text, Stage? Stage);
