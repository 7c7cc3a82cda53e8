using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>A database has no life of its own: it is in whatever state its server is.</summary>
internal static class ChildStates
{
    public static async Task FollowAsync(ExecutionPlan plan, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var children = plan
            .Resources.Where(r => r.Kind == LaunchKind.None && r.Resource is IResourceWithParent and not IResourceWithoutLifetime)
            .ToLookup(r => ((IResourceWithParent)r.Resource).Parent, r => r.Resource);
        if (children.Count == 0)
        {
            return;
        }
        try
        {
            await foreach (var changed in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var child in children[changed.Resource])
                {
                    await MirrorAsync(child, changed.Snapshot).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }

        async Task MirrorAsync(IResource child, CustomResourceSnapshot parent)
        {
            if (notifications.TryGetCurrentState(child.Name, out var current) && current.Snapshot.State?.Text == parent.State?.Text)
            {
                return;
            }
            await notifications
                .PublishUpdateAsync(
                    child,
                    s => s with { State = parent.State, StartTimeStamp = parent.StartTimeStamp, StopTimeStamp = parent.StopTimeStamp }
                )
                .ConfigureAwait(false);
        }
    }
}
