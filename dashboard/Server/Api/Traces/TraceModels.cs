using System.Text.Json.Serialization;
using Platform.Dashboard.Api.Logs;

namespace Platform.Dashboard.Api.Traces;

/// <summary>A page of the list. Times are milliseconds since 1970, durations milliseconds.</summary>
/// <param name="Next">What to ask for the page after this one with; null: there is none.</param>
/// <param name="Dropped">Spans that had to make room.</param>
/// <param name="Total">Traces that match, on all pages.</param>
internal sealed record TracePage(IReadOnlyList<TraceItem> Items, string? Next, long Dropped, double? Oldest, int Total);

/// <param name="Duration">Of the root; without one from the first span's start to the last's end, as is <paramref name="Total"/>.</param>
/// <param name="Name">The root span's; null: incomplete, no root has come.</param>
/// <param name="Status">error, handled (an error within that the root does not show) or ok.</param>
internal sealed record TraceItem(
    string Id,
    double Start,
    double Duration,
    double Total,
    string? Name,
    string? Resource,
    string? Route,
    string Status,
    int? Http,
    int Spans,
    int Errors,
    IReadOnlyList<string> Types,
    IReadOnlyList<ResourceCount> Resources
);

internal sealed record ResourceCount(string Name, int Spans, int Errors);

/// <param name="Sampled">There were more than the limit: errors and the slowest were kept first, the rest thinned out evenly.</param>
internal sealed record TracePoints(IReadOnlyList<TracePoint> Items, int Total, bool Sampled);

internal sealed record TracePoint(string Id, double Start, double Duration, string Status);

internal sealed record TraceView(string Id, double Start, double Duration, double Total)
{
    public string? Name { get; init; }
    public string? Resource { get; init; }
    public string? Route { get; init; }
    public required string Status { get; init; }
    public int? Http { get; init; }
    public int Depth { get; init; }
    public int Errors { get; init; }

    /// <summary>Parents that spans name and that have not come; and circles of parents that were cut.</summary>
    public int MissingParents { get; init; }
    public int Cycles { get; init; }

    /// <summary>False until a root has come.</summary>
    public bool HasRoot { get; init; }
    public IReadOnlyList<SkewView> Skew { get; init; } = [];
    public IReadOnlyList<ResourceCount> Resources { get; init; } = [];

    /// <summary>The deepest failing span; null where none failed.</summary>
    public string? Focus { get; init; }
    public IReadOnlyList<SpanView> Spans { get; init; } = [];
    public IReadOnlyList<SlowQuery> Queries { get; init; } = [];
    public ComparisonView? Comparison { get; init; }
    public int Logs { get; init; }
}

/// <param name="Shift">Milliseconds that were added to the resource's clock.</param>
internal sealed record SkewView(string Resource, double Shift);

/// <summary>A row of the waterfall. What is null, 0 or false is left out on the wire.</summary>
internal sealed record SpanView(string Id, string Name, string Resource, string Kind, string Type)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Parent { get; init; }

    /// <summary>Milliseconds after the trace's start.</summary>
    public double Start { get; init; }

    public double Duration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Self { get; init; }

    public int Depth { get; init; }

    /// <summary>All spans below: the rows that collapsing hides.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Descendants { get; init; }

    /// <summary>Its stretches of the critical path: start, duration, start, duration, …</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<double>? Critical { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ErrorType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Http { get; init; }

    /// <summary>The resource that it calls where that sends no spans of its own here, and the address as the span has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Peer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Address { get; init; }

    /// <summary>What it did in short: the statement, the path, the topic.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Detail { get; init; }

    /// <summary>Log records written in it: offset and OTLP's severity number, by turns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<double>? Logs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Events { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Links { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Backlinks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Orphan { get; init; }
}

/// <summary>One statement as often as it was sent.</summary>
/// <param name="Longest">The id of the span that took longest.</param>
internal sealed record SlowQuery(string Text, string System, string Resource, int Count, double Total, double Slowest, string Longest);

/// <summary>The trace beside the median of others of its route.</summary>
/// <param name="Traces">How many others; their median is told of when there are three or more.</param>
internal sealed record ComparisonView(int Traces, double Median, double Difference, IReadOnlyList<DifferenceView> Groups);

/// <param name="Verdict">slower, faster, failing, more, fewer, new or gone.</param>
/// <param name="Time">Milliseconds more (or less) than the median.</param>
internal sealed record DifferenceView(string Resource, string Type, string Verdict, double Time, double Count, double MedianCount);

internal sealed record SpanDetails(string Id, string TraceId, string Name, string Resource, string Instance, string Kind, string Type)
{
    public string? Parent { get; init; }
    public double Start { get; init; }
    public double Duration { get; init; }
    public double Self { get; init; }
    public string Status { get; init; } = "unset";
    public string StatusMessage { get; init; } = "";
    public string? Peer { get; init; }
    public string? Address { get; init; }
    public double Shift { get; init; }
    public string TraceState { get; init; } = "";
    public long Sequence { get; init; }
    public IReadOnlyList<AttributeView> Attributes { get; init; } = [];
    public IReadOnlyList<AttributeView> ResourceAttributes { get; init; } = [];
    public ScopeView Scope { get; init; } = new("", "", []);
    public IReadOnlyList<EventView> Events { get; init; } = [];
    public IReadOnlyList<LinkView> Links { get; init; } = [];
    public IReadOnlyList<LinkView> Backlinks { get; init; } = [];
    public IReadOnlyList<LogItem> Logs { get; init; } = [];

    /// <summary>Attributes, events and links that the sender itself left out.</summary>
    public uint DroppedAttributes { get; init; }
    public uint DroppedEvents { get; init; }
    public uint DroppedLinks { get; init; }
}

/// <param name="Offset">Milliseconds after the span's start.</param>
internal sealed record EventView(string Name, double Offset, IReadOnlyList<AttributeView> Attributes);

/// <param name="Name">Of the span at the other end; null: it is not kept (any more).</param>
internal sealed record LinkView(string TraceId, string SpanId, string? Name, string? Resource, IReadOnlyList<AttributeView> Attributes);

/// <summary>Spans, not traces: <c>/api/spans</c>.</summary>
internal sealed record SpanPage(IReadOnlyList<SpanItem> Items, long? Next, long Dropped, double? Oldest);

internal sealed record SpanItem(
    long Sequence,
    string Id,
    string TraceId,
    string? Parent,
    string Name,
    string Resource,
    string Kind,
    string Type,
    double Start,
    double Duration,
    bool Error,
    string? ErrorType,
    int Http,
    string? Peer
);

/// <summary>Where an id that somebody has pasted leads.</summary>
internal sealed record IdTarget(string TraceId, string? SpanId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TracePage))]
[JsonSerializable(typeof(TracePoints))]
[JsonSerializable(typeof(TraceView))]
[JsonSerializable(typeof(SpanDetails))]
[JsonSerializable(typeof(SpanPage))]
[JsonSerializable(typeof(IdTarget))]
internal sealed partial class TraceJson : JsonSerializerContext;
