using System.Text.Json;
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
        Route.Of("GET HEAD", "/", Info),
        Route.Waiting("GET", "/_cluster/health", HealthAsync, Waits),
        Route.Waiting("GET", "/_cluster/health/{index}", HealthAsync, Waits),
        Route.Of("GET", "/_cluster/state", State, "local", "master_timeout", "flat_settings"),
        Route.Of("GET", "/_cluster/state/{metric}", State, "local", "master_timeout", "flat_settings"),
        Route.Of("GET", "/_cluster/stats", Stats, "timeout"),
        Route.Of("GET", "/_cluster/settings", GetSettings, "include_defaults", "flat_settings", "master_timeout", "timeout"),
        Route.Of("PUT", "/_cluster/settings", PutSettings, "flat_settings", "master_timeout", "timeout"),
        Route.Of("GET", "/_nodes", Nodes, "flat_settings", "timeout"),
        Route.Of("GET", "/_nodes/{metric}", Nodes, "flat_settings", "timeout"),
        Route.Of("GET", "/_nodes/{node}/{metric}", Nodes, "flat_settings", "timeout"),
        Route.Of("GET", "/_license", License, "local", "accept_enterprise"),
        Route.Of("GET", "/_xpack", XPack, "categories", "accept_enterprise"),
    ];

    private static RestAnswer Info(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteString("name", request.Node.Options.NodeName);
                writer.WriteString("cluster_name", request.Node.Options.ClusterName);
                writer.WriteString("cluster_uuid", request.Node.ClusterUuid);
                writer.WriteStartObject("version");
                writer.WriteString("number", Versions.Elasticsearch);
                writer.WriteString("build_flavor", "default");
                writer.WriteString("build_type", "tar");
                writer.WriteString("build_hash", "0000000000000000000000000000000000000000");
                writer.WriteString("build_date", "2025-04-10T00:00:00.000000000Z");
                writer.WriteBoolean("build_snapshot", false);
                writer.WriteString("lucene_version", Versions.Lucene);
                writer.WriteString("minimum_wire_compatibility_version", "7.17.0");
                writer.WriteString("minimum_index_compatibility_version", "7.0.0");
                writer.WriteEndObject();
                writer.WriteString("tagline", "You Know, for Search");
            }
        );

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

    private static RestAnswer Nodes(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteStartObject("_nodes");
                writer.WriteNumber("total", 1);
                writer.WriteNumber("successful", 1);
                writer.WriteNumber("failed", 0);
                writer.WriteEndObject();
                writer.WriteString("cluster_name", request.Node.Options.ClusterName);
                writer.WriteStartObject("nodes");
                writer.WriteStartObject(ErrorAnswer.NodeId);
                writer.WriteString("name", request.Node.Options.NodeName);
                writer.WriteString("transport_address", "127.0.0.1:9300");
                writer.WriteString("host", "127.0.0.1");
                writer.WriteString("ip", "127.0.0.1");
                writer.WriteString("version", Versions.Elasticsearch);
                writer.WriteString("build_flavor", "default");
                writer.WriteString("build_type", "tar");
                writer.WriteString("build_hash", "0000000000000000000000000000000000000000");
                writer.WriteStartArray("roles");
                foreach (var role in (string[])["data", "ingest", "master"])
                    writer.WriteStringValue(role);
                writer.WriteEndArray();
                WriteAddress(writer, request);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );

    // Sniffing clients go where this says: to where they came.
    private static void WriteAddress(Utf8JsonWriter writer, RestRequest request)
    {
        writer.WriteStartObject("http");
        writer.WriteStartArray("bound_address");
        writer.WriteStringValue(request.LocalAddress);
        writer.WriteEndArray();
        writer.WriteString("publish_address", request.LocalAddress);
        writer.WriteNumber("max_content_length_in_bytes", RequestBody.Longest);
        writer.WriteEndObject();
    }

    private static RestAnswer License(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteStartObject("license");
                writer.WriteString("status", "active");
                writer.WriteString("uid", "00000000-0000-0000-0000-000000000000");
                writer.WriteString("type", "basic");
                writer.WriteString("issue_date", "2025-04-10T00:00:00.000Z");
                writer.WriteNumber("issue_date_in_millis", 1744243200000);
                writer.WriteNumber("max_nodes", 1);
                writer.WriteString("issued_to", request.Node.Options.ClusterName);
                writer.WriteString("issuer", "elasticsearch");
                writer.WriteNumber("start_date_in_millis", -1);
                writer.WriteEndObject();
            }
        );

    private static RestAnswer XPack(RestRequest request) =>
        RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteStartObject("license");
                writer.WriteString("uid", "00000000-0000-0000-0000-000000000000");
                writer.WriteString("type", "basic");
                writer.WriteString("mode", "basic");
                writer.WriteString("status", "active");
                writer.WriteEndObject();
                writer.WriteStartObject("features");
                writer.WriteStartObject("security");
                writer.WriteBoolean("available", true);
                writer.WriteBoolean("enabled", request.Node.Options.Password is not null);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteString("tagline", "You know, for X");
            }
        );
}
