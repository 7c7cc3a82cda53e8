using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>A bucket that an object store has once it is ready.</summary>
public sealed record BucketAnnotation(string Name) : IResourceAnnotation;
