using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <param name="Findings">What could not be read, and what is against the rules. Any error stops publishing.</param>
public sealed record ReadSettings(StageSettings Settings, IReadOnlyList<Finding> Findings);
