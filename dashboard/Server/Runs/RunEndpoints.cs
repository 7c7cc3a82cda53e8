using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

internal static class RunEndpoints
{
    private const int MostSuggestions = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", List);
        api.MapDelete("/runs/{id}", Remove);
        api.MapGet("/runs/{id}/resources", Resources);
        api.MapGet("/runs/{id}/console", Console);
        api.MapGet("/export/choices", ChoicesAsync);
        api.MapGet("/export", ExportAsync);
        api.MapPost("/import", ImportAsync).WithMetadata(new LargeBody());
        api.MapDelete("/telemetry", Clear);
        api.MapGet("/attributes", Suggest);
    }

    private static IResult List(RunArchive archive, RunRecorder recorder)
    {
        var rows = archive.List();
        return TypedResults.Json(
            new RunList(rows, archive.IsKept, recorder.Problem, rows.Sum(row => row.Bytes), archive.Limits.Bytes, archive.Limits.Runs),
            RunsJson.Default.RunList
        );
    }

    private static IResult Remove(string id, RunArchive archive)
    {
        archive.Remove(id);
        return TypedResults.NoContent();
    }

    private static IResult Resources(string id, RunArchive archive) =>
        TypedResults.Json([.. archive.Find(id).ReadResources()], RunsJson.Default.ListResourceSnapshot);

    private static IResult Console(string id, string? resource, RunArchive archive) =>
        TypedResults.Json(
            [
                .. archive
                    .Find(id)
                    .ReadConsole()
                    .Where(line => resource is null || line.Resource == resource)
                    .TakeLast(ConsoleQuery.MostLines),
            ],
            RunsJson.Default.ListConsoleItem
        );

    private static async Task<IResult> ChoicesAsync(RunExport export, CancellationToken cancellationToken) =>
        TypedResults.Json(await export.ChoicesAsync(cancellationToken), RunsJson.Default.ExportChoices);

    private static async Task<IResult> ExportAsync(
        string[]? select,
        bool? secrets,
        RunExport export,
        RunArchive archive,
        TelemetrySource source,
        CancellationToken cancellationToken
    ) =>
        TypedResults.File(
            await export.WriteAsync(new ExportSelection(select ?? []), secrets == true, cancellationToken),
            "application/zip",
            $"run-{source.Run ?? archive.CurrentId}.zip"
        );

    private static async Task<IResult> ImportAsync(
        string? name,
        HttpRequest request,
        RunImport import,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json(
            await import.ReadAsync(request.Body, string.IsNullOrWhiteSpace(name) ? "import" : name, cancellationToken),
            RunsJson.Default.ImportResult
        );

    /// <summary>Of the run that goes on: an old one is removed as a whole.</summary>
    private static IResult Clear(string? resource, string? signal, TelemetrySource source, RunRecorder recorder, ChangeFeed feed)
    {
        if (source.Run is not null)
        {
            throw new RunException("An old run is not cleared but removed: DELETE /api/runs/ID.", StatusCodes.Status409Conflict);
        }
        var stores = source
            .Set.Stores.Where(store => signal is null || RunFiles.NameOf(store.Signal) == signal.ToLowerInvariant())
            .ToList();
        if (stores.Count == 0)
        {
            throw new RunException($"'{signal}' is no signal: there are traces, logs and metrics.", StatusCodes.Status400BadRequest);
        }
        foreach (var store in stores)
        {
            store.Clear(resource);
            recorder.Clear(store, resource);
        }
        foreach (var topic in new[] { Topic.Traces, Topic.Logs, Topic.Metrics, Topic.Overview, Topic.Runs })
        {
            feed.Changed(topic);
        }
        return TypedResults.NoContent();
    }

    private static IResult Suggest(string? signal, string? key, string? prefix, int? limit, TelemetrySource source)
    {
        var most = Math.Clamp(limit ?? 50, 1, MostSuggestions);
        var part = prefix ?? "";
        var items = (signal ?? "logs", key) switch
        {
            ("traces" or "spans", null or "") => AttributeSuggestions.Keys(source.Spans, part, most),
            ("traces" or "spans", _) => AttributeSuggestions.Values(source.Spans, key, part, most),
            ("logs", null or "") => AttributeSuggestions.Keys(source.Logs, part, most),
            ("logs", _) => AttributeSuggestions.Values(source.Logs, key, part, most),
            _ => throw new RunException(
                $"'{signal}' has no attributes to suggest: there are traces and logs.",
                StatusCodes.Status400BadRequest
            ),
        };
        return TypedResults.Json(new SuggestionList(items), RunsJson.Default.SuggestionList);
    }

    /// <summary>The import counts for itself, so that it can say what is too large.</summary>
    private sealed class LargeBody : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => RunImport.LargestFile + 1;
    }
}
