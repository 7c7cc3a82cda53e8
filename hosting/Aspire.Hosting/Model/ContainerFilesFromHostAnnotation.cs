namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where files that are put into a container come from: an engine can use them where they are.</summary>
internal sealed record ContainerFilesFromHostAnnotation(string DestinationPath, string SourcePath) : IResourceAnnotation;
