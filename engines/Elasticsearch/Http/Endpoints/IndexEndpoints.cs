using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Indices as a whole.</summary>
internal static class IndexEndpoints
{
    private static readonly string[] Timeouts = ["timeout", "master_timeout"];
    private static readonly string[] Showing =
    [
        "flat_settings",
        "include_defaults",
        "local",
        "master_timeout",
        "features",
        .. IndicesOptions.Parameters,
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("PUT", "/{index}", Create, ["wait_for_active_shards", .. Timeouts]),
        Route.Of("GET", "/{index}", Get, Showing),
        Route.Of("HEAD", "/{index}", Exists, Showing),
        Route.Of("DELETE", "/{index}", Delete, [.. Timeouts, .. IndicesOptions.Parameters]),
        .. Everywhere("GET POST", "_refresh", Refresh, []),
        .. Everywhere("GET POST", "_flush", Nothing, ["force", "wait_if_ongoing"]),
        .. Everywhere("POST", "_forcemerge", Nothing, ["flush", "max_num_segments", "only_expunge_deletes", "wait_for_completion"]),
        .. Everywhere("POST", "_cache/clear", Nothing, ["fielddata", "fields", "query", "request"]),
        .. Everywhere(
            "GET",
            "_stats",
            Stats,
            ["level", "completion_fields", "fielddata_fields", "fields", "groups", "forbid_closed_indices"]
        ),
        Route.Of("GET", "/{index}/_stats/{metric}", Stats, ["level", "fields", .. IndicesOptions.Parameters]),
        Route.Of("GET", "/_stats/{metric}", Stats, ["level", "fields", .. IndicesOptions.Parameters]),
    ];

    public static IEnumerable<Route> Everywhere(string methods, string api, Func<RestRequest, RestAnswer> run, string[] parameters) =>
        ((string[])[$"/{api}", $"/{{index}}/{api}"]).Select(template =>
            Route.Of(methods, template, run, [.. parameters, .. IndicesOptions.Parameters])
        );

    /// <summary>The indices of the path, as the parameters have it.</summary>
    public static IReadOnlyList<LocalIndex> Resolve(RestRequest request, IndicesOptions? byDefault = null) =>
        IndexResolver.Resolve(request.Node.State, request.Path("index"), IndicesOptions.Read(request.Parameters, byDefault));

    public static void WriteShards(Utf8JsonWriter writer, int total, int successful)
    {
        writer.WriteStartObject("_shards");
        writer.WriteNumber("total", total);
        writer.WriteNumber("successful", successful);
        writer.WriteNumber("failed", 0);
        writer.WriteEndObject();
    }

    private static RestAnswer Create(RestRequest request)
    {
        var name = request.Path("index")!;
        var body = request.Json();
        request.Node.CreateIndex(name, body);
        return RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteBoolean("acknowledged", true);
                writer.WriteBoolean("shards_acknowledged", true);
                writer.WriteString("index", name);
            }
        );
    }

    private static RestAnswer Get(RestRequest request)
    {
        var state = request.Node.State;
        var features = request.Parameters.List("features");
        var flat = request.Parameters.Flag("flat_settings") == true;
        var indices = Resolve(request);
        return RestAnswer.Object(
            200,
            writer =>
            {
                foreach (var index in indices)
                {
                    writer.WriteStartObject(index.Name);
                    if (features?.Contains("aliases") ?? true)
                    {
                        writer.WriteStartObject("aliases");
                        AliasEndpoints.WriteAliases(writer, state.AliasesOf(index.Name));
                        writer.WriteEndObject();
                    }
                    if (features?.Contains("mappings") ?? true)
                    {
                        writer.WritePropertyName("mappings");
                        MappingWriter.Write(writer, index.Mapping);
                    }
                    if (features?.Contains("settings") ?? true)
                        IndexMetadataEndpoints.WriteSettings(writer, index, flat, null);
                    writer.WriteEndObject();
                }
            }
        );
    }

    private static RestAnswer Exists(RestRequest request)
    {
        try
        {
            return RestAnswer.Exists(Resolve(request, IndicesOptions.Default with { AllowNoIndices = false }).Count > 0);
        }
        catch (ElasticsearchException missing) when (missing.Status == 404)
        {
            return RestAnswer.Exists(false);
        }
    }

    private static RestAnswer Delete(RestRequest request)
    {
        var expression = request.Path("index")!;
        if (request.Node.DestructiveRequiresName && expression.Split(',').Any(part => part == "_all" || SimplePattern.IsPattern(part)))
            throw ElasticsearchException.IllegalArgument("Wildcard expressions or all indices are not allowed");
        var options = IndicesOptions.Default with { ThroughAliases = false };
        var state = request.Node.State;
        foreach (var part in expression.Split(','))
            if (state.Aliases.ContainsKey(part))
                throw ElasticsearchException.IllegalArgument(
                    $"The provided expression [{part}] matches an alias, specify the corresponding concrete indices instead."
                );
        var indices = Resolve(request, options);
        request.Node.DeleteIndices(indices);
        foreach (var index in indices)
            request.Searches.Forget(index.Name);
        return RestAnswer.Acknowledged;
    }

    private static RestAnswer Refresh(RestRequest request)
    {
        var indices = Resolve(request);
        foreach (var index in indices)
            index.Refresh();
        return Shards(indices);
    }

    // There is nothing to flush, merge or clear by hand; the request is right all the same.
    private static RestAnswer Nothing(RestRequest request) => Shards(Resolve(request));

    private static RestAnswer Shards(IReadOnlyList<LocalIndex> indices) =>
        RestAnswer.Object(
            200,
            writer =>
                WriteShards(
                    writer,
                    indices.Sum(index => index.Settings.Shards * (1 + index.Settings.Replicas)),
                    indices.Sum(index => index.Settings.Shards)
                )
        );

    private static RestAnswer Stats(RestRequest request)
    {
        var indices = Resolve(request);
        return RestAnswer.Object(
            200,
            writer =>
            {
                WriteShards(
                    writer,
                    indices.Sum(index => index.Settings.Shards * (1 + index.Settings.Replicas)),
                    indices.Sum(index => index.Settings.Shards)
                );
                writer.WriteStartObject("_all");
                WriteStats(writer, indices);
                writer.WriteEndObject();
                writer.WriteStartObject("indices");
                foreach (var index in indices)
                {
                    writer.WriteStartObject(index.Name);
                    writer.WriteString("uuid", index.Uuid);
                    writer.WriteString("health", ClusterHealth.StatusOf(index));
                    writer.WriteString("status", "open");
                    WriteStats(writer, [index]);
                    writer.WriteEndObject();
                }
                writer.WriteEndObject();
            }
        );
    }

    private static void WriteStats(Utf8JsonWriter writer, IReadOnlyList<LocalIndex> indices)
    {
        foreach (var part in (string[])["primaries", "total"])
        {
            writer.WriteStartObject(part);
            Member(
                writer,
                "docs",
                ("count", indices.Sum(index => (long)index.View().Snapshot.LiveDocuments)),
                ("deleted", indices.Sum(index => (long)index.DeletedCount))
            );
            Member(writer, "store", ("size_in_bytes", indices.Sum(index => index.LiveBytes)));
            Member(
                writer,
                "indexing",
                ("index_total", indices.Sum(index => index.Statistics.Indexed)),
                ("delete_total", indices.Sum(index => index.Statistics.Deleted))
            );
            Member(writer, "get", ("total", indices.Sum(index => index.Statistics.Gets)));
            Member(writer, "search", ("query_total", indices.Sum(index => index.Statistics.Searches)));
            Member(writer, "refresh", ("total", indices.Sum(index => index.Statistics.Refreshes)));
            Member(
                writer,
                "segments",
                ("count", indices.Sum(index => index.View().Snapshot.Segments.Count)),
                ("memory_in_bytes", indices.Sum(index => index.MemoryBytes))
            );
            writer.WriteEndObject();
        }
    }

    private static void Member(Utf8JsonWriter writer, string name, params (string Name, long Value)[] numbers)
    {
        writer.WriteStartObject(name);
        foreach (var (number, value) in numbers)
            writer.WriteNumber(number, value);
        writer.WriteEndObject();
    }
}
