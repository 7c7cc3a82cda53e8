using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>Something that every target is to see to for the resource it lies on.</summary>
/// <param name="Stages">None: all.</param>
public sealed record IntentAnnotation<T>(T Intent, IReadOnlyList<Stage> Stages) : IResourceAnnotation
    where T : class;
