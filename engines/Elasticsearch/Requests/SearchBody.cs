using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A search as it was asked for: body and parameters, before any index is looked at.</summary>
internal sealed record SearchBody
{
    /// <summary>Counts all matches.</summary>
    public const long CountAll = long.MaxValue;

    /// <summary>Counts none.</summary>
    public const long CountNone = -1;

    /// <summary>Null: all documents.</summary>
    public JsonElement? Query { get; init; }

    /// <summary>The parameter <c>q</c>, which wins over the body's query.</summary>
    public UriQuery? UriQuery { get; init; }

    public int From { get; init; }

    public int Size { get; init; } = 10;

    /// <summary>Empty: by score.</summary>
    public IReadOnlyList<SortField> Sort { get; init; } = [];

    public bool TrackScores { get; init; }

    public IReadOnlyList<JsonElement>? SearchAfter { get; init; }

    public JsonElement? PostFilter { get; init; }

    public float? MinScore { get; init; }

    public SourceFilter Source { get; init; } = SourceFilter.All;

    public IReadOnlyList<FetchedField> Fields { get; init; } = [];

    public IReadOnlyList<FetchedField> DocValueFields { get; init; } = [];

    public HighlightRequest? Highlight { get; init; }

    public JsonElement? Suggest { get; init; }

    public JsonElement? Aggregations { get; init; }

    /// <summary>Matches are counted up to this number; beyond it the total is a lower bound.</summary>
    public long TrackTotalHits { get; init; } = 10_000;

    public bool Version { get; init; }

    public bool SeqNoPrimaryTerm { get; init; }

    public bool TotalAsNumber { get; init; }

    public bool TypedKeys { get; init; }

    public (string Id, TimeSpan? KeepAlive)? PointInTime { get; init; }

    public TimeSpan? Scroll { get; init; }

    /// <summary>This part of so many of all matches.</summary>
    public (int Id, int Max)? Slice { get; init; }

    public bool SortsByScoreOnly => Sort.Count == 0 || Sort is [{ IsScore: true, Ascending: false }];

    public bool NeedsScores => TrackScores || MinScore is not null || Sort.Count == 0 || Sort.Any(one => one.IsScore);
}

/// <summary>A query of the URI's parameters.</summary>
internal sealed record UriQuery(string Text, string? DefaultField, string? DefaultOperator, string? Analyzer, bool? Lenient);

/// <param name="Pattern">Of its name.</param>
/// <param name="Format">Of a date; null: the mapping's.</param>
internal sealed record FetchedField(string Pattern, string? Format);
