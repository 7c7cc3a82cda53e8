using System.Text.Json;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>The answer to a search.</summary>
/// <param name="Total">Null where <c>track_total_hits</c> is false.</param>
/// <param name="PointInTimeId">The id to go on with; null without a point in time.</param>
public sealed record SearchResponse<T>(
    IReadOnlyList<SearchHit<T>> Hits,
    SearchTotal? Total,
    double? MaxScore,
    JsonElement? Aggregations,
    JsonElement? Suggest,
    string? PointInTimeId,
    bool TimedOut,
    TimeSpan Took
);

/// <summary>A document that was found.</summary>
/// <param name="Score">Null where the order is not by score.</param>
/// <param name="Source">Null where <c>_source</c> is false.</param>
/// <param name="Sort">The array to be given as <c>search_after</c>; null without a sort.</param>
/// <param name="Highlight">Fragments by field; empty without any.</param>
public sealed record SearchHit<T>(
    string Index,
    string Id,
    double? Score,
    T? Source,
    JsonElement? Sort,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Highlight
);

/// <summary>How many documents match.</summary>
/// <param name="IsExact">False: at least so many.</param>
public readonly record struct SearchTotal(long Value, bool IsExact);
