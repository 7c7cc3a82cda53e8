using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Marks a container that only looks into another resource (pgAdmin, Redis Insight): nobody needs it to be healthy.</summary>
internal sealed class AdminUiAnnotation : IResourceAnnotation;

internal static class AdminUi
{
    public static bool Is(IResource resource) => resource.Annotations.OfType<AdminUiAnnotation>().Any();
}
