using System.Globalization;
using Platform.Engines.Elasticsearch.Cluster;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Tables for people: text, or JSON where it is asked for.</summary>
internal static class CatEndpoints
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("GET", "/_cat", Index),
        .. Both("indices", "index", Indices, ["health", "pri", "include_unloaded_segments", .. IndicesOptions.Parameters]),
        .. Both("health", null, Health, ["ts"]),
        .. Both("count", "index", Count, IndicesOptions.Parameters),
        .. Both("aliases", "name", CatMetadata.Aliases, IndicesOptions.Parameters),
        .. Both("shards", "index", Shards, []),
        .. Both("nodes", null, CatMetadata.Nodes, ["full_id", "include_unloaded_segments"]),
        .. Both("master", null, CatMetadata.Master, []),
        .. Both("templates", "name", CatMetadata.Templates, []),
    ];

    private static IEnumerable<Route> Both(string table, string? placeholder, Func<RestRequest, CatTable> build, string[] parameters)
    {
        RestAnswer Answer(RestRequest request) => build(request).Answer(request.Parameters, request.WantsJson);
        yield return Route.Of("GET", $"/_cat/{table}", Answer, [.. CatTable.Parameters, .. parameters]);
        if (placeholder is not null)
            yield return Route.Of("GET", $"/_cat/{table}/{{{placeholder}}}", Answer, [.. CatTable.Parameters, .. parameters]);
    }

    private static RestAnswer Index(RestRequest request) =>
        new(
            200,
            null,
            "=^.^=\n/_cat/aliases\n/_cat/count\n/_cat/health\n/_cat/indices\n/_cat/master\n/_cat/nodes\n/_cat/shards\n/_cat/templates\n"
        );

    private static CatTable Indices(RestRequest request)
    {
        var table = new CatTable([
            new("health", "h"),
            new("status", "s"),
            new("index", "i,idx"),
            new("uuid", "id,uuid"),
            new("pri", "p,shards.primary,shardsPrimary", IsNumber: true),
            new("rep", "r,shards.replica,shardsReplica", IsNumber: true),
            new("docs.count", "dc,docsCount", IsNumber: true),
            new("docs.deleted", "dd,docsDeleted", IsNumber: true),
            new("creation.date", "cd", IsNumber: true, Shown: false),
            new("creation.date.string", "cds", Shown: false),
            new("store.size", "ss,storeSize", IsNumber: true),
            new("pri.store.size", "", IsNumber: true),
            new("dataset.size", "", IsNumber: true),
        ]);
        var bytes = request.Parameters.Text("bytes");
        foreach (var index in Resolve(request, "index"))
        {
            if (request.Parameters.Text("health") is { Length: > 0 } health && health != ClusterHealth.StatusOf(index))
                continue;
            var size = bytes == "b" ? $"{index.LiveBytes}" : CatTable.Bytes(index.LiveBytes);
            table.Add(
                ClusterHealth.StatusOf(index),
                "open",
                index.Name,
                index.Uuid,
                $"{index.Settings.Shards}",
                $"{index.Settings.Replicas}",
                $"{index.View().Snapshot.LiveDocuments}",
                $"{index.DeletedCount}",
                $"{index.CreatedAt}",
                DateTimeOffset
                    .FromUnixTimeMilliseconds(index.CreatedAt)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                size,
                size,
                size
            );
        }
        return table;
    }

    private static CatTable Health(RestRequest request)
    {
        var table = new CatTable([
            new("epoch", "t,time", IsNumber: true),
            new("timestamp", "ts,hms,hhmmss"),
            new("cluster", "cl"),
            new("status", "st"),
            new("node.total", "nt,nodeTotal", IsNumber: true),
            new("node.data", "nd,nodeData", IsNumber: true),
            new("shards", "t,sh,shards.total,shardsTotal", IsNumber: true),
            new("pri", "p,shards.primary,shardsPrimary", IsNumber: true),
            new("relo", "r,shards.relocating,shardsRelocating", IsNumber: true),
            new("init", "i,shards.initializing,shardsInitializing", IsNumber: true),
            new("unassign", "u,shards.unassigned,shardsUnassigned", IsNumber: true),
            new("unassign.pri", "up,shards.unassigned.primary,shardsUnassignedPrimary", IsNumber: true),
            new("pending_tasks", "pt,pendingTasks", IsNumber: true),
            new("max_task_wait_time", "mtwt,maxTaskWaitTime"),
            new("active_shards_percent", "asp,activeShardsPercent"),
        ]);
        var now = request.Node.Time.GetUtcNow();
        var health = ClusterHealth.Of(request.Node, null);
        table.Add(
            $"{now.ToUnixTimeSeconds()}",
            now.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            request.Node.Options.ClusterName,
            health.Status,
            "1",
            "1",
            $"{health.Primaries}",
            $"{health.Primaries}",
            "0",
            "0",
            $"{health.Unassigned}",
            "0",
            "0",
            "-",
            FormattableString.Invariant($"{health.ActivePercent:0.0}%")
        );
        return table;
    }

    private static CatTable Count(RestRequest request)
    {
        var table = new CatTable([
            new("epoch", "t,time", IsNumber: true),
            new("timestamp", "ts,hms,hhmmss"),
            new("count", "dc,docs.count,docsCount", IsNumber: true),
        ]);
        var now = request.Node.Time.GetUtcNow();
        var count = Resolve(request, "index").Sum(index => (long)index.View().Snapshot.LiveDocuments);
        table.Add($"{now.ToUnixTimeSeconds()}", now.ToString("HH:mm:ss", CultureInfo.InvariantCulture), $"{count}");
        return table;
    }

    private static CatTable Shards(RestRequest request)
    {
        var table = new CatTable([
            new("index", "i,idx"),
            new("shard", "s,sh", IsNumber: true),
            new("prirep", "p,pr,primaryOrReplica"),
            new("state", "st"),
            new("docs", "d,dc", IsNumber: true),
            new("store", "sto", IsNumber: true),
            new("dataset", "", IsNumber: true),
            new("ip", ""),
            new("node", "n"),
        ]);
        foreach (var index in Resolve(request, "index"))
            for (var shard = 0; shard < index.Settings.Shards; shard++)
            {
                // All documents are in the first: there is one in truth.
                var (documents, size) = shard == 0 ? (index.View().Snapshot.LiveDocuments, index.LiveBytes) : (0, 0);
                table.Add(
                    index.Name,
                    $"{shard}",
                    "p",
                    "STARTED",
                    $"{documents}",
                    CatTable.Bytes(size),
                    CatTable.Bytes(size),
                    "127.0.0.1",
                    request.Node.Options.NodeName
                );
                for (var replica = 0; replica < index.Settings.Replicas; replica++)
                    table.Add(index.Name, $"{shard}", "r", "UNASSIGNED", null, null, null, null, null);
            }
        return table;
    }

    private static IReadOnlyList<LocalIndex> Resolve(RestRequest request, string placeholder) =>
        IndexResolver.Resolve(request.Node.State, request.Path(placeholder), IndicesOptions.Read(request.Parameters));
}
