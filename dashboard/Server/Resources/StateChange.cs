namespace Platform.Dashboard.Resources;

/// <summary>The state and health that a resource came to.</summary>
/// <param name="Reason">What the failing health checks say, or the exit code; null where there is nothing to say.</param>
public sealed record StateChange(DateTimeOffset At, string? State, string? Health, string? Reason);
