using System.Text.Json.Serialization;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Logs;

/// <summary>A page of log records, newest first. Times are milliseconds since 1970.</summary>
/// <param name="Next">The page of older ones: <c>after=</c>; null: there is none.</param>
/// <param name="Newest">To follow from: <c>since=</c>.</param>
/// <param name="Dropped">Records that had to make room.</param>
/// <param name="Oldest">The time of the oldest that is kept.</param>
/// <param name="Gap">Of <c>since=</c>: there were more new ones than the limit, and the older of them are not in this page.</param>
internal sealed record LogPage(IReadOnlyList<LogItem> Items, long? Next, long Newest, long Dropped, double? Oldest, bool Gap);

/// <param name="Level">trace, debug, info, warn, error or fatal; "" where the sender says none.</param>
/// <param name="Scope">.NET's category.</param>
internal sealed record LogItem(
    long Id,
    double Time,
    string Level,
    string Resource,
    string Instance,
    string Message,
    string Scope,
    string? TraceId,
    string? SpanId,
    bool HasException
);

internal sealed record LogDetails(long Id, double Time, double? Observed, string Level, string SeverityText, int Severity, string Message)
{
    /// <summary>The message with its holes ("Order {Id} …"), where it has some.</summary>
    public string? Template { get; init; }
    public string EventName { get; init; } = "";
    public required string Resource { get; init; }
    public string Instance { get; init; } = "";
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }

    /// <summary>The name of the span that it was written in; null where that is not kept.</summary>
    public string? Span { get; init; }
    public ScopeView Scope { get; init; } = new("", "", []);
    public ExceptionView? Exception { get; init; }
    public IReadOnlyList<AttributeView> Attributes { get; init; } = [];
    public IReadOnlyList<AttributeView> ResourceAttributes { get; init; } = [];
    public uint DroppedAttributes { get; init; }
    public uint Flags { get; init; }
}

internal sealed record ExceptionView(string Type, string Message, string StackTrace);

internal sealed record ScopeView(string Name, string Version, IReadOnlyList<AttributeView> Attributes)
{
    public static ScopeView Of(Scope scope) => new(scope.Name, scope.Version, AttributeView.Of(scope.Attributes));
}

/// <param name="Value">As people read it.</param>
/// <param name="Kind">text, integer, double, boolean, array, map, bytes or none: how to write it in JSON.</param>
internal sealed record AttributeView(string Key, string Value, string Kind)
{
    public static IReadOnlyList<AttributeView> Of(IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes) =>
        [.. attributes.Select(pair => new AttributeView(pair.Key, pair.Value.ToString(), pair.Value.Kind.ToString().ToLowerInvariant()))];

    public static IReadOnlyList<AttributeView> Of(Source source) =>
        [.. source.Attributes.Select(pair => new AttributeView(pair.Key, pair.Value, "text"))];
}

/// <summary>How many records of each level there were: bars over time.</summary>
/// <param name="From">Where the first bar begins, milliseconds since 1970.</param>
/// <param name="Step">The width of a bar in milliseconds.</param>
internal sealed record LevelCounts(double From, double Step, IReadOnlyList<LevelSeries> Series, long Total);

internal sealed record LevelSeries(string Level, IReadOnlyList<int> Counts);

/// <summary>Records that came after a sequence.</summary>
/// <param name="Count">Matching ones; the count stops at ten thousand.</param>
/// <param name="Errors">By resource, those of level error and above.</param>
internal sealed record NewLogs(long Newest, int Count, IReadOnlyDictionary<string, int> Errors);

internal sealed record SenderList(IReadOnlyList<string> Items);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(LogDetails))]
[JsonSerializable(typeof(LevelCounts))]
[JsonSerializable(typeof(NewLogs))]
[JsonSerializable(typeof(SenderList))]
internal sealed partial class LogJson : JsonSerializerContext;
