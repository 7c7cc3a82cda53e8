using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Resources;

/// <summary>What the host says of itself once.</summary>
/// <param name="Instance">The instance of the graph ("default").</param>
public sealed record HostFacts(string Application, string Version, string Instance)
{
    public IReadOnlyList<ObjectiveDefinition> Objectives { get; init; } = [];
    public IReadOnlyList<AlertDefinition> Alerts { get; init; } = [];

    /// <summary>Where alarms go besides screen and terminal.</summary>
    public IReadOnlyList<AlarmReceiver> Receivers { get; init; } = [];
}
