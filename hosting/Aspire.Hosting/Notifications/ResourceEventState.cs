using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceEventState
{
    public static bool IsRunning(this ResourceEvent e) => Is(e, KnownResourceStates.Running);

    public static bool IsHealthy(this ResourceEvent e) => e.Snapshot.HealthStatus == HealthStatus.Healthy && IsRunning(e);

    /// <summary>It will not become healthy by itself any more.</summary>
    public static bool IsUnavailable(this ResourceEvent e) => IsTerminal(e) || Is(e, KnownResourceStates.RuntimeUnhealthy);

    public static bool IsTerminal(this ResourceEvent e) =>
        e.Snapshot.State?.Text is { } text && KnownResourceStates.TerminalStates.Contains(text);

    public static bool Is(this ResourceEvent e, string state) =>
        string.Equals(e.Snapshot.State?.Text, state, StringComparison.OrdinalIgnoreCase);
}
