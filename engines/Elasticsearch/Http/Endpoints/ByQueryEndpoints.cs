using System.Diagnostics;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Deletes, or indexes again, what a query finds in the last refresh; a document that changed since then is a conflict.</summary>
internal static class ByQueryEndpoints
{
    private const int BatchSize = 500;

    private static readonly string[] Parameters =
    [
        "conflicts",
        "max_docs",
        "refresh",
        "timeout",
        "wait_for_active_shards",
        "wait_for_completion",
        "scroll",
        "scroll_size",
        "search_timeout",
        "search_type",
        "slices",
        "requests_per_second",
        "request_cache",
        "preference",
        "routing",
        "q",
        "pipeline",
        .. IndicesOptions.Parameters,
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Waiting("POST", "/{index}/_delete_by_query", request => RunAsync(request, WriteKind.Delete), Parameters),
        Route.Waiting("POST", "/{index}/_update_by_query", request => RunAsync(request, WriteKind.Index), Parameters),
    ];

    private static async ValueTask<RestAnswer> RunAsync(RestRequest request, WriteKind kind)
    {
        var began = Stopwatch.GetTimestamp();
        var parameters = request.Parameters;
        foreach (var refused in (string[])["q", "pipeline"])
            if (parameters.Text(refused) is { Length: > 0 })
                throw ElasticsearchException.Unsupported($"[{refused}] of a request by query");
        if (parameters.Flag("wait_for_completion") == false)
            throw ElasticsearchException.Unsupported("[wait_for_completion=false]");
        var (query, proceed, most) = ReadBody(request, kind);
        var totals = new Totals();
        var indices = IndexEndpoints.Resolve(request);
        foreach (var index in indices)
        {
            var matches = request.Searches.Matches(index.View(), query);
            foreach (var batch in matches.Take((int)Math.Min(int.MaxValue, most - totals.Total)).Chunk(BatchSize))
            {
                totals.Total += batch.Length;
                totals.Batches++;
                if (kind == WriteKind.Index)
                    request.Node.Budget.CheckRoom(0);
                totals.Take(index, index.Write([.. batch.Select(match => Write(kind, match, index))]));
                request.Aborted.ThrowIfCancellationRequested();
                if (totals.Conflicts.Count > 0 && !proceed)
                    break;
            }
            if (totals.Conflicts.Count > 0 && !proceed)
                break;
        }
        if (DocumentEndpoints.ReadRefresh(parameters.Text("refresh")) != RefreshPolicy.None)
            foreach (var index in indices)
                index.Refresh();
        await ValueTask.CompletedTask.ConfigureAwait(false);
        return Answer(totals, kind, proceed, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static WriteRequest Write(WriteKind kind, Match match, LocalIndex index) =>
        new(kind, match.Id, kind == WriteKind.Delete ? default : match.Source)
        {
            IfSeqNo = match.SeqNo,
            IfPrimaryTerm = WritePlan.PrimaryTerm,
            Routing = index.Get(match.Id)?.Routing,
        };

    private static (JsonElement? Query, bool Proceed, long Most) ReadBody(RestRequest request, WriteKind kind)
    {
        JsonElement? query = null;
        var conflicts = request.Parameters.Text("conflicts");
        long? most = request.Parameters.Number("max_docs");
        if (request.Json() is { ValueKind: JsonValueKind.Object } body)
            foreach (var member in body.EnumerateObject())
                switch (member.Name)
                {
                    case "query":
                        query = member.Value;
                        break;
                    case "conflicts":
                        conflicts = member.Value.ToString();
                        break;
                    case "max_docs" when member.Value.TryGetInt64(out var number):
                        most = number;
                        break;
                    case "script" or "slice" or "sort":
                        throw ElasticsearchException.Unsupported($"[{member.Name}] in a request by query");
                    default:
                        throw new ElasticsearchException(400, "parsing_exception", $"request does not support [{member.Name}]");
                }
        if (conflicts is not (null or "proceed" or "abort"))
            throw ElasticsearchException.IllegalArgument($"conflicts may only be \"proceed\" or \"abort\" but was [{conflicts}]");
        if (most is <= 0)
            throw ElasticsearchException.IllegalArgument($"[max_docs] should be a positive number, but got [{most}]");
        if (kind == WriteKind.Delete && query is null)
            throw Validation.Failed("query is missing");
        return (query, conflicts == "proceed", most ?? long.MaxValue);
    }

    private static RestAnswer Answer(Totals totals, WriteKind kind, bool proceed, long took) =>
        RestAnswer.Object(
            totals.Conflicts.Count > 0 && !proceed ? 409 : 200,
            writer =>
            {
                writer.WriteNumber("took", took);
                writer.WriteBoolean("timed_out", false);
                writer.WriteNumber("total", totals.Total);
                if (kind == WriteKind.Index)
                    writer.WriteNumber("updated", totals.Done);
                writer.WriteNumber("deleted", kind == WriteKind.Delete ? totals.Done : 0);
                writer.WriteNumber("batches", totals.Batches);
                writer.WriteNumber("version_conflicts", totals.Conflicts.Count);
                writer.WriteNumber("noops", 0);
                writer.WriteStartObject("retries");
                writer.WriteNumber("bulk", 0);
                writer.WriteNumber("search", 0);
                writer.WriteEndObject();
                writer.WriteNumber("throttled_millis", 0);
                writer.WriteNumber("requests_per_second", -1.0);
                writer.WriteNumber("throttled_until_millis", 0);
                writer.WriteStartArray("failures");
                foreach (var (index, result) in proceed ? totals.Failures : [.. totals.Conflicts, .. totals.Failures])
                {
                    writer.WriteStartObject();
                    writer.WriteString("index", index.Name);
                    writer.WriteString("id", result.Id);
                    writer.WriteStartObject("cause");
                    ErrorAnswer.WriteOne(writer, result.Error!, withCause: true);
                    writer.WriteEndObject();
                    writer.WriteNumber("status", result.Error!.Status);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );

    private sealed class Totals
    {
        public long Total { get; set; }

        public int Batches { get; set; }

        public long Done { get; private set; }

        public List<(LocalIndex Index, WriteResult Result)> Conflicts { get; } = [];

        public List<(LocalIndex Index, WriteResult Result)> Failures { get; } = [];

        public void Take(LocalIndex index, WriteResult[] results)
        {
            foreach (var result in results)
                if (result.Error is null)
                    Done++;
                else
                    (result.Error.Status == 409 ? Conflicts : Failures).Add((index, result));
        }
    }
}
