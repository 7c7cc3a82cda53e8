using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Writes of one document.</summary>
internal static class DocumentEndpoints
{
    private static readonly string[] Writing =
    [
        "op_type",
        "refresh",
        "routing",
        "timeout",
        "version",
        "version_type",
        "if_seq_no",
        "if_primary_term",
        "wait_for_active_shards",
        "require_alias",
        "pipeline",
        "include_source_on_error",
    ];

    private static readonly string[] Updating =
    [
        "_source",
        "_source_includes",
        "_source_excludes",
        "retry_on_conflict",
        "lang",
        .. Writing,
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Waiting("PUT POST", "/{index}/_doc/{id}", IndexAsync, Writing),
        Route.Waiting("POST", "/{index}/_doc", IndexAsync, Writing),
        Route.Waiting("PUT POST", "/{index}/_create/{id}", IndexAsync, Writing),
        Route.Waiting("DELETE", "/{index}/_doc/{id}", DeleteAsync, Writing),
        Route.Waiting("POST", "/{index}/_update/{id}", UpdateAsync, Updating),
    ];

    /// <exception cref="ElasticsearchException">A parameter contradicts another, or is refused.</exception>
    public static WriteRequest ReadConditions(WriteRequest request, RequestParameters parameters)
    {
        if (parameters.Text("pipeline") is { Length: > 0 } pipeline and not "_none")
            throw ElasticsearchException.Unsupported($"[pipeline={pipeline}]");
        return WriteConditions.Apply(
            request,
            parameters.Text("version"),
            parameters.Text("version_type"),
            parameters.Text("if_seq_no"),
            parameters.Text("if_primary_term"),
            parameters.Text("routing")
        );
    }

    /// <summary>Does what <c>refresh</c> asks for once something was written.</summary>
    /// <returns>Whether it was forced.</returns>
    public static async ValueTask<bool> MakeVisibleAsync(RestRequest request, RefreshPolicy policy, IEnumerable<LocalIndex> indices)
    {
        foreach (var index in indices.Distinct())
            if (policy == RefreshPolicy.Now)
                index.Refresh();
            else if (policy == RefreshPolicy.WaitFor)
                await index.WhenVisible().WaitAsync(request.Aborted).ConfigureAwait(false);
        return policy == RefreshPolicy.Now;
    }

    public static RefreshPolicy ReadRefresh(string? refresh) =>
        refresh switch
        {
            null or "false" => RefreshPolicy.None,
            "" or "true" => RefreshPolicy.Now,
            "wait_for" => RefreshPolicy.WaitFor,
            _ => throw ElasticsearchException.IllegalArgument($"Unknown value for refresh: [{refresh}]."),
        };

    /// <summary>The members that every write is answered with.</summary>
    public static void WriteResult(Utf8JsonWriter writer, LocalIndex index, WriteResult result, bool forcedRefresh)
    {
        var isNoop = result.Outcome == "noop";
        writer.WriteString("_index", index.Name);
        writer.WriteString("_id", result.Id);
        writer.WriteNumber("_version", result.Version);
        writer.WriteString("result", result.Outcome);
        if (forcedRefresh && !isNoop)
            writer.WriteBoolean("forced_refresh", true);
        writer.WriteStartObject("_shards");
        writer.WriteNumber("total", isNoop ? 0 : 1 + index.Settings.Replicas);
        writer.WriteNumber("successful", isNoop ? 0 : 1);
        writer.WriteNumber("failed", 0);
        writer.WriteEndObject();
        writer.WriteNumber("_seq_no", result.SeqNo);
        writer.WriteNumber("_primary_term", WritePlan.PrimaryTerm);
    }

    private static ValueTask<RestAnswer> IndexAsync(RestRequest request)
    {
        var parameters = request.Parameters;
        var create =
            request.IsCreate
            || parameters.Text("op_type") switch
            {
                null or "index" => false,
                "create" => true,
                var other => throw ElasticsearchException.IllegalArgument($"opType must be 'create' or 'index', found: [{other}]"),
            };
        if (request.Body.IsEmpty)
            throw new ElasticsearchException(400, "parse_exception", "request body is required");
        var write = new WriteRequest(create ? WriteKind.Create : WriteKind.Index, request.Path("id"), request.Body.ToArray());
        write = ReadConditions(write, parameters);
        if (create && write.IfSeqNo is not null)
            throw Validation.Failed("create operations do not support compare and set. use index instead");
        request.Node.Budget.CheckRoom(request.Body.Length);
        return WriteAsync(request, write);
    }

    private static ValueTask<RestAnswer> DeleteAsync(RestRequest request) =>
        WriteAsync(request, ReadConditions(new(WriteKind.Delete, request.Path("id"), default), request.Parameters));

    private static ValueTask<RestAnswer> UpdateAsync(RestRequest request)
    {
        var body = request.RequiredObject();
        var write = ReadConditions(
            new(WriteKind.Update, request.Path("id"), default) { Update = UpdateBody.Read(body) },
            request.Parameters
        );
        if (write.VersionType != VersionType.Internal)
            throw Validation.Failed(
                "internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead"
            );
        request.Node.Budget.CheckRoom(request.Body.Length);
        JsonElement? wanted = body.TryGetProperty("_source", out var inBody) ? inBody : null;
        var asked =
            wanted is not null || ((string[])["_source", "_source_includes", "_source_excludes"]).Any(request.Parameters.Names.Contains);
        return WriteAsync(request, write, asked ? SourceFilter.Read(wanted, request.Parameters) : SourceFilter.None);
    }

    private static async ValueTask<RestAnswer> WriteAsync(RestRequest request, WriteRequest write, SourceFilter? source = null)
    {
        var parameters = request.Parameters;
        var refresh = ReadRefresh(parameters.Text("refresh"));
        var name = request.Path("index")!;
        // A deletion makes no index, unless its version says that the document may come later.
        var index =
            write.Kind == WriteKind.Delete && write.VersionType == VersionType.Internal
                ? IndexResolver.ResolveForWrite(request.Node.State, name) ?? throw ElasticsearchException.IndexNotFound(name)
                : request.Node.IndexForWrite(name, parameters.Flag("require_alias") == true);
        var result = index.Write([write])[0];
        if (result.Error is { } refusal)
            throw refusal;
        var forced = result.Outcome != "noop" && await MakeVisibleAsync(request, refresh, [index]).ConfigureAwait(false);
        var headers = new Dictionary<string, string>();
        if (result.Status == 201)
            headers["Location"] = $"/{index.Name}/_doc/{Uri.EscapeDataString(result.Id)}";
        return RestAnswer.Object(
            result.Status,
            writer =>
            {
                WriteResult(writer, index, result, forced);
                if (source is not { Wanted: true })
                    return;
                writer.WriteStartObject("get");
                writer.WriteNumber("_seq_no", result.SeqNo);
                writer.WriteNumber("_primary_term", WritePlan.PrimaryTerm);
                writer.WriteBoolean("found", true);
                writer.WritePropertyName("_source");
                source.Write(writer, result.Source);
                writer.WriteEndObject();
            }
        ) with
        {
            Headers = headers,
        };
    }
}
