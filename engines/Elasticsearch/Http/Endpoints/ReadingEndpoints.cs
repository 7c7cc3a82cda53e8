using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Documents by id, as they are now, refreshed or not.</summary>
internal static class ReadingEndpoints
{
    private static readonly string[] Reading =
    [
        "preference",
        "realtime",
        "refresh",
        "routing",
        "_source",
        "_source_includes",
        "_source_excludes",
        "stored_fields",
        "version",
        "version_type",
        "force_synthetic_source",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("GET HEAD", "/{index}/_doc/{id}", Get, Reading),
        Route.Of("GET HEAD", "/{index}/_source/{id}", GetSource, Reading),
        Route.Of("GET POST", "/_mget", MultiGet, Reading),
        Route.Of("GET POST", "/{index}/_mget", MultiGet, Reading),
    ];

    private static RestAnswer Get(RestRequest request)
    {
        var index = Prepare(request);
        var filter = SourceFilter.Read(null, request.Parameters);
        var id = request.Path("id")!;
        var document = Find(request, index, id);
        if (request.Method == "HEAD")
            return RestAnswer.Exists(document is not null);
        return RestAnswer.Object(document is null ? 404 : 200, writer => WriteDocument(writer, index.Name, id, document, filter));
    }

    private static RestAnswer GetSource(RestRequest request)
    {
        var index = Prepare(request);
        var filter = SourceFilter.Read(null, request.Parameters);
        var id = request.Path("id")!;
        var document = Find(request, index, id);
        if (request.Method == "HEAD")
            return RestAnswer.Exists(document is not null);
        if (document is null)
            throw new ElasticsearchException(404, "resource_not_found_exception", $"Document not found [{index.Name}]/[{id}]");
        return filter.Wanted
            ? new(200, writer => filter.Write(writer, document.Source))
            : throw Validation.Failed("fetching source can not be disabled");
    }

    private static LocalIndex Prepare(RestRequest request)
    {
        if (request.Parameters.Text("stored_fields") is { Length: > 0 } stored)
            throw ElasticsearchException.Unsupported($"[stored_fields={stored}]");
        var index = IndexResolver.ResolveOne(request.Node.State, request.Path("index")!);
        index.Statistics.Gets++;
        if (DocumentEndpoints.ReadRefresh(request.Parameters.Text("refresh")) == RefreshPolicy.Now)
            index.Refresh();
        return index;
    }

    private static StoredDocument? Find(RestRequest request, LocalIndex index, string id)
    {
        var document = index.Get(id);
        if (document is null || request.Parameters.Text("version") is not { } text || !long.TryParse(text, out var version))
            return document;
        return document.Version == version
            ? document
            : throw new ElasticsearchException(
                409,
                "version_conflict_engine_exception",
                $"[{id}]: version conflict, current version [{document.Version}] is different than the one provided [{version}]"
            )
            {
                Index = index.Name,
                Details = new Dictionary<string, object> { ["index_uuid"] = index.Uuid, ["shard"] = "0" },
            };
    }

    private static void WriteDocument(Utf8JsonWriter writer, string index, string id, StoredDocument? document, SourceFilter filter)
    {
        writer.WriteString("_index", index);
        writer.WriteString("_id", id);
        if (document is null)
        {
            writer.WriteBoolean("found", false);
            return;
        }
        writer.WriteNumber("_version", document.Version);
        writer.WriteNumber("_seq_no", document.SeqNo);
        writer.WriteNumber("_primary_term", WritePlan.PrimaryTerm);
        if (document.Routing is { } routing)
            writer.WriteString("_routing", routing);
        writer.WriteBoolean("found", true);
        if (!filter.Wanted)
            return;
        writer.WritePropertyName("_source");
        filter.Write(writer, document.Source);
    }

    private static RestAnswer MultiGet(RestRequest request)
    {
        var byDefault = SourceFilter.Read(null, request.Parameters);
        var wanted = MultiGetItem.Read(request.RequiredObject(), request.Path("index"), byDefault);
        return RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteStartArray("docs");
                foreach (var item in wanted)
                {
                    writer.WriteStartObject();
                    try
                    {
                        var index = IndexResolver.ResolveOne(request.Node.State, item.Index);
                        WriteDocument(writer, index.Name, item.Id, index.Get(item.Id), item.Source);
                    }
                    catch (ElasticsearchException refusal)
                    {
                        writer.WriteString("_index", item.Index);
                        writer.WriteString("_id", item.Id);
                        writer.WriteStartObject("error");
                        ErrorAnswer.WriteWhole(writer, refusal);
                        writer.WriteEndObject();
                    }
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
    }
}
