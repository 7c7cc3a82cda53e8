namespace Platform.Hosting.Deployment;

/// <summary>How many instances may be away at once when somebody empties a machine. Default 1.</summary>
public sealed record DisruptionBudget(int MaxUnavailable = 1);
