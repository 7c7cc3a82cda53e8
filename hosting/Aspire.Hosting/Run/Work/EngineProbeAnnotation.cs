using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>The resource is served by an engine, which can say whether it answers without a client library being loaded.</summary>
internal sealed record EngineProbeAnnotation(Func<CancellationToken, Task> ProbeAsync) : IResourceAnnotation
{
    public static EngineProbeAnnotation? Of(IResource resource) => resource.Annotations.OfType<EngineProbeAnnotation>().LastOrDefault();

    public void Replace(IResource resource)
    {
        if (Of(resource) is { } before)
        {
            resource.Annotations.Remove(before);
        }
        resource.Annotations.Add(this);
    }
}
