using Platform.Engines.Elasticsearch.Cluster;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>What clients ask of the cluster: who it is, whether it is well, which nodes it has.</summary>
internal static class ClusterEndpoints
{
    private static readonly string[] Waits =
    [
        "wait_for_status",
        "timeout",
        "master_timeout",
        "level",
        "local",
        "wait_for_no_relocating_shards",
        "wait_for_no_initializing_shards",
        "wait_for_active_shards",
        "wait_for_nodes",
        "wait_for_events",
        "expand_wildcards",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Waiting("GET", "/_cluster/health", HealthAsync, Waits),
        Route.Waiting("GET", "/_cluster/health/{index}", HealthAsync, Waits),
        Route.Of("GET", "/_cluster/state", State, "local", "master_timeout", "flat_settings"),
        Route.Of("GET", "/_cluster/state/{metric}", State, "local", "master_timeout", "flat_settings"),
        Route.Of("GET", "/_cluster/stats", Stats, "timeout"),
        Route.Of("GET", "/_cluster/settings", GetSettings, "include_defaults", "flat_settings", "master_timeout", "timeout"),
        Route.Of("PUT", "/_cluster/settings", PutSettings, "flat_settings", "master_timeout", "timeout"),
    ];

    private static async ValueTask<RestAnswer> HealthAsync(RestRequest request)
    {
        var node = request.Node;
        var parameters = request.Parameters;
        var wanted = parameters.Text("wait_for_status") switch
        {
            null or "" => "red",
            var status and ("green" or "yellow" or "red") => status,
            var other => throw ElasticsearchException.IllegalArgument($"unknown cluster health status [{other}]"),
        };
        var timeout = TimeValue.Parse(parameters.Text("timeout") ?? "30s", "timeout");
        using var patience = new CancellationTokenSource(timeout, node.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, request.Aborted);
        while (true)
        {
            var changed = node.Changed;
            var health = ClusterHealth.Of(node, request.Path("index"));
            if (health.IsAtLeast(wanted) && !health.IndexMissing)
                return health.Answer(200, timedOut: false, parameters.Text("level") ?? "cluster");
            try
            {
                await changed.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!request.Aborted.IsCancellationRequested)
            {
                return health.Answer(408, timedOut: true, parameters.Text("level") ?? "cluster");
            }
        }
    }

    private static RestAnswer State(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteString("cluster_name", request.Node.Options.ClusterName);
                writer.WriteString("cluster_uuid", request.Node.ClusterUuid);
                writer.WriteString("master_node", ErrorAnswer.NodeId);
                writer.WriteStartObject("nodes");
                writer.WriteStartObject(ErrorAnswer.NodeId);
                writer.WriteString("name", request.Node.Options.NodeName);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteStartObject("metadata");
                writer.WriteStartObject("indices");
                foreach (var index in request.Node.State.Indices.Values)
                {
                    writer.WriteStartObject(index.Name);
                    writer.WriteString("state", "open");
                    writer.WriteStartArray("aliases");
                    foreach (var alias in request.Node.State.AliasesOf(index.Name))
                        writer.WriteStringValue(alias.Key);
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );

    private static RestAnswer Stats(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                var indices = request.Node.State.Indices.Values.ToArray();
                writer.WriteString("cluster_name", request.Node.Options.ClusterName);
                writer.WriteString("cluster_uuid", request.Node.ClusterUuid);
                writer.WriteNumber("timestamp", request.Node.Time.GetUtcNow().ToUnixTimeMilliseconds());
                writer.WriteString("status", ClusterHealth.Of(request.Node, null).Status);
                writer.WriteStartObject("indices");
                writer.WriteNumber("count", indices.Length);
                writer.WriteStartObject("docs");
                writer.WriteNumber("count", indices.Sum(index => (long)index.DocumentCount));
                writer.WriteNumber("deleted", indices.Sum(index => (long)index.DeletedCount));
                writer.WriteEndObject();
                writer.WriteStartObject("store");
                writer.WriteNumber("size_in_bytes", request.Node.TranslogLength);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteStartObject("nodes");
                writer.WriteStartObject("count");
                writer.WriteNumber("total", 1);
                writer.WriteNumber("data", 1);
                writer.WriteNumber("master", 1);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );

    private static RestAnswer GetSettings(RestRequest request) => Settings(request, acknowledged: false);

    private static RestAnswer PutSettings(RestRequest request)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in request.RequiredObject().EnumerateObject())
            if (member.Name is "persistent" or "transient")
                IndexSettings.Flatten("", member.Value, given);
            else
                throw ElasticsearchException.Parsing($"unknown field [{member.Name}]");
        if (given.Count == 0)
            throw Documents.Validation.Failed("no settings to update");
        var settings = given.ToDictionary(setting => setting.Key, setting => setting.Value?.Trim('"'));
        foreach (var (name, value) in settings)
            if (name != "action.destructive_requires_name")
                throw ElasticsearchException.IllegalArgument($"persistent setting [{name}], not recognized");
            else if (value is not (null or "true" or "false"))
                throw ElasticsearchException.IllegalArgument($"Failed to parse value [{value}] as only [true] or [false] are allowed.");
        request.Node.PutSettings(settings);
        return Settings(request, acknowledged: true);
    }

    private static RestAnswer Settings(RestRequest request, bool acknowledged) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                if (acknowledged)
                    writer.WriteBoolean("acknowledged", true);
                writer.WritePropertyName("persistent");
                var settings = request.Node.State.Settings.Select(setting =>
                    KeyValuePair.Create(setting.Key, (string?)$"\"{setting.Value}\"")
                );
                IndexSettings.Empty.With(settings).ToTree().WriteTo(writer);
                writer.WriteStartObject("transient");
                writer.WriteEndObject();
            }
        );
}
