using System.Text.Json.Serialization;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>What a run's directory says of itself: run.json.</summary>
public sealed record RunInfo(string Id, string Name, DateTimeOffset StartedAt)
{
    /// <summary>Null while it goes on, and of one that was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True of what was imported.</summary>
    public bool IsImported { get; init; }
}

/// <param name="Bytes">On disk, compressed.</param>
/// <param name="IsCurrent">The run that goes on.</param>
public sealed record RunRow(
    string Id,
    string Name,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool IsImported,
    bool IsCurrent,
    long Bytes
);

/// <param name="Kept">False: there is no directory for runs, they are gone when the dashboard ends.</param>
/// <param name="Problem">Why the run that goes on is not written any more; null where it is.</param>
/// <param name="Bytes">Of all runs on disk.</param>
public sealed record RunList(IReadOnlyList<RunRow> Items, bool Kept, string? Problem, long Bytes, long BytesLimit, int RunsLimit);

/// <param name="Id">Null where it is of the run that goes on.</param>
public sealed record ImportResult(string Id, long Spans, long Logs, long Metrics);

public sealed record SuggestionList(IReadOnlyList<AttributeSuggestion> Items);

/// <summary>What can be exported of a resource.</summary>
public sealed record ExportRow(string Resource, IReadOnlyList<string> Data);

public sealed record ExportChoices(IReadOnlyList<ExportRow> Items);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    Converters = [typeof(UnixMillisecondsConverter)]
)]
[JsonSerializable(typeof(RunInfo))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(SuggestionList))]
[JsonSerializable(typeof(ExportChoices))]
[JsonSerializable(typeof(List<ResourceSnapshot>))]
[JsonSerializable(typeof(List<ConsoleItem>))]
internal sealed partial class RunsJson : JsonSerializerContext;
