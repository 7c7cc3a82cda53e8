namespace Platform.Dashboard.Store;

/// <summary>A span decoded: what its row does not say.</summary>
public sealed record SpanData
{
    /// <summary>In full, even where the table of texts was full.</summary>
    public required string Name { get; init; }
    public required Scope Scope { get; init; }
    public string StatusMessage { get; init; } = "";
    public string TraceState { get; init; } = "";
    public uint Flags { get; init; }
    public IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes { get; init; } = [];
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];
    public IReadOnlyList<SpanLink> Links { get; init; } = [];
    public uint DroppedAttributes { get; init; }
    public uint DroppedEvents { get; init; }
    public uint DroppedLinks { get; init; }
}

/// <param name="Time">Nanoseconds since 1970.</param>
public sealed record SpanEvent(
    long Time,
    string Name,
    IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes,
    uint DroppedAttributes
);

public sealed record SpanLink(
    UInt128 TraceId,
    ulong SpanId,
    string TraceState,
    uint Flags,
    IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes,
    uint DroppedAttributes
);
