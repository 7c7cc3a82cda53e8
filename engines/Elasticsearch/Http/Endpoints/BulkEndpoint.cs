using System.Diagnostics;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Documents;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Many writes in one request: each has its own result, and those of one index are written in the order in which they came.</summary>
internal static class BulkEndpoint
{
    // So much at a time is written under an index's lock, and lies in one record of the translog.
    private const int ItemsAtOnce = 500;
    private const int BytesAtOnce = 4 << 20;

    private static readonly string[] Parameters =
    [
        "refresh",
        "routing",
        "timeout",
        "wait_for_active_shards",
        "require_alias",
        "pipeline",
        "_source",
        "_source_includes",
        "_source_excludes",
        "list_executed_pipelines",
        "include_source_on_error",
        "require_data_stream",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [Route.Waiting("POST PUT", "/_bulk", RunAsync, Parameters), Route.Waiting("POST PUT", "/{index}/_bulk", RunAsync, Parameters)];

    private static async ValueTask<RestAnswer> RunAsync(RestRequest request)
    {
        var began = Stopwatch.GetTimestamp();
        var parameters = request.Parameters;
        if (parameters.Text("pipeline") is { Length: > 0 } pipeline and not "_none")
            throw ElasticsearchException.Unsupported($"[pipeline={pipeline}]");
        var refresh = DocumentEndpoints.ReadRefresh(parameters.Text("refresh"));
        var reader = new BulkReader(
            request.Body,
            request.Path("index"),
            parameters.Text("routing"),
            parameters.Flag("require_alias") == true
        );
        var items = reader.ReadAll();
        // Before anything is changed; what only deletes needs no room.
        if (reader.BytesToAdd > 0)
            request.Node.Budget.CheckRoom(reader.BytesToAdd);
        var results = Write(request.Node, items);
        var written = results.Where(result => result is { Index: not null, Result.Error: null }).Select(result => result.Index!);
        var forced = await DocumentEndpoints.MakeVisibleAsync(request, refresh, written).ConfigureAwait(false);
        return RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteBoolean("errors", results.Any(result => result.Result.Error is not null));
                writer.WriteNumber("took", (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                writer.WriteStartArray("items");
                for (var i = 0; i < items.Count; i++)
                    WriteItem(writer, items[i], results[i].Index, results[i].Result, forced);
                writer.WriteEndArray();
            }
        );
    }

    private static (LocalIndex? Index, WriteResult Result)[] Write(SearchNode node, List<BulkItem> items)
    {
        var results = new (LocalIndex? Index, WriteResult Result)[items.Count];
        var batch = new List<int>();
        LocalIndex? target = null;
        var bytes = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Error is { } refusal || Find(node, item, target, out var index) is { } missing && (refusal = missing) is not null)
            {
                results[i] = (null, WriteResult.Refused(item.Write.Id ?? "", refusal));
                continue;
            }
            if (target is not null && (!ReferenceEquals(index, target) || batch.Count == ItemsAtOnce || bytes > BytesAtOnce))
                Flush();
            target = index;
            batch.Add(i);
            bytes += item.Write.Source.Length;
        }
        Flush();
        return results;

        void Flush()
        {
            if (batch.Count == 0)
                return;
            try
            {
                var written = target!.Write([.. batch.Select(at => items[at].Write)]);
                for (var i = 0; i < written.Length; i++)
                    results[batch[i]] = (target, written[i]);
            }
            catch (ElasticsearchException refusal)
            {
                // Nothing of this batch was written; what came before it was.
                foreach (var at in batch)
                    results[at] = (target, WriteResult.Refused(items[at].Write.Id ?? "", refusal));
            }
            batch.Clear();
            bytes = 0;
        }
    }

    private static ElasticsearchException? Find(SearchNode node, BulkItem item, LocalIndex? last, out LocalIndex? index)
    {
        index = last;
        // Most bulks go to one index, which need not be looked up for each line.
        if (last is not null && last.Name == item.Index && !item.RequireAlias)
            return null;
        try
        {
            index = item.Write is { Kind: WriteKind.Delete, VersionType: VersionType.Internal }
                ? IndexResolver.ResolveForWrite(node.State, item.Index) ?? throw ElasticsearchException.IndexNotFound(item.Index)
                : node.IndexForWrite(item.Index, item.RequireAlias);
            return null;
        }
        catch (ElasticsearchException refusal)
        {
            return refusal;
        }
    }

    private static void WriteItem(Utf8JsonWriter writer, BulkItem item, LocalIndex? index, WriteResult result, bool forced)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(item.Action);
        if (result.Error is { } error)
        {
            writer.WriteString("_index", index?.Name ?? item.Index);
            writer.WriteString("_id", result.Id);
            writer.WriteNumber("status", error.Status);
            writer.WriteStartObject("error");
            ErrorAnswer.WriteOne(writer, error, withCause: true);
            writer.WriteEndObject();
        }
        else
        {
            DocumentEndpoints.WriteResult(writer, index!, result, forced);
            writer.WriteNumber("status", result.Status);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
