using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>deployment</c>: what a deployment target says about the resource in its own words.</summary>
internal static class DeploymentManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, DeploymentTargetAnnotation? annotation)
    {
        if (
            annotation is not null
            && annotation.DeploymentTarget.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var publishing)
            && publishing.Callback is { } callback
        )
        {
            context.Writer.WriteStartObject("deployment");
            await callback(context).ConfigureAwait(false);
            context.Writer.WriteEndObject();
        }
    }
}
