namespace Platform.Dashboard.Objectives;

/// <summary>An alert that fired.</summary>
/// <param name="Since">When it began to hold.</param>
/// <param name="FiredAt">When it had held long enough.</param>
internal sealed record Alarm(long Id, AlertDefinition Alert, DateTimeOffset Since, DateTimeOffset FiredAt)
{
    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The worst value since it fired.</summary>
    public double Value { get; init; }

    /// <summary>A sentence for people who see nothing else.</summary>
    public required string Text { get; init; }
}
