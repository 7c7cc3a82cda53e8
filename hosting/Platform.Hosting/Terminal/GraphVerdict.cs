using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Terminal;

/// <summary>What is to be said of the graph as a whole.</summary>
internal enum GraphVerdict
{
    /// <summary>Something is still on its way.</summary>
    Starting,

    /// <summary>Everything runs and is healthy, has finished well, or has no part in it.</summary>
    Healthy,

    /// <summary>Something cannot come up any more.</summary>
    Failed,
}

internal static class Verdict
{
    public static GraphVerdict Of(IEnumerable<ResourceEvent> states)
    {
        var verdict = GraphVerdict.Healthy;
        foreach (var state in states)
        {
            switch (Of(state))
            {
                case GraphVerdict.Failed:
                    return GraphVerdict.Failed;
                case GraphVerdict.Starting:
                    verdict = GraphVerdict.Starting;
                    break;
            }
        }
        return verdict;
    }

    public static GraphVerdict Of(ResourceEvent state)
    {
        var snapshot = state.Snapshot;
        var text = snapshot.State?.Text;
        if (text == KnownResourceStates.FailedToStart || text == KnownResourceStates.ValueMissing)
        {
            return GraphVerdict.Failed;
        }
        if (text == KnownResourceStates.Exited || text == KnownResourceStates.Finished)
        {
            return snapshot.ExitCode is null or 0 || WasStopped(snapshot) ? GraphVerdict.Healthy : GraphVerdict.Failed;
        }
        if (text == KnownResourceStates.Running)
        {
            return snapshot.HealthStatus is null or HealthStatus.Healthy ? GraphVerdict.Healthy : GraphVerdict.Starting;
        }
        return
            text == KnownResourceStates.Starting
            || text == KnownResourceStates.Waiting
            || (text is null or "NotStarted" && !WaitsToBeAsked(state))
            ? GraphVerdict.Starting
            : GraphVerdict.Healthy;
    }

    /// <summary>Somebody asked it to end.</summary>
    private static bool WasStopped(CustomResourceSnapshot snapshot) => snapshot.State?.Style == KnownResourceStateStyles.Info;

    /// <summary>It has not started and nobody said that it should: a resource with an explicit start, or one that has no states.</summary>
    private static bool WaitsToBeAsked(ResourceEvent state) =>
        state.Snapshot.State is null || state.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();
}
