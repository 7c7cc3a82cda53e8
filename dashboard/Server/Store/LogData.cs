namespace Platform.Dashboard.Store;

/// <summary>A log record decoded: what its row does not say.</summary>
public sealed record LogData
{
    public required AttributeValue Body { get; init; }
    public required Scope Scope { get; init; }
    public string SeverityText { get; init; } = "";
    public string EventName { get; init; } = "";
    public uint Flags { get; init; }

    /// <summary>Nanoseconds since 1970; 0 where it says none.</summary>
    public long ObservedTime { get; init; }
    public IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes { get; init; } = [];
    public uint DroppedAttributes { get; init; }
}
