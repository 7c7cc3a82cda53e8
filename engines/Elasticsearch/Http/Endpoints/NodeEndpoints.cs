using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>What clients ask of the node before they trust it, and to find it again.</summary>
internal static class NodeEndpoints
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("GET HEAD", "/", Info),
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
