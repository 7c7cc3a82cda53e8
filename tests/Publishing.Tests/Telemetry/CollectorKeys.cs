using System.Text.Json.Nodes;

namespace Publishing.Tests.Telemetry;

/// <summary>
/// The keys that the collector's components document, as far as we use them: from the components' pages of version 0.131. A <c>*</c> is a name
/// that is chosen, <c>[]</c> an item of a list. Stands for <c>otelcol validate</c> where there is none.
/// </summary>
internal static class CollectorKeys
{
    private static readonly Dictionary<string, string[]> s_components = new()
    {
        ["extensions.health_check"] = ["endpoint"],
        ["receivers.otlp"] = ["protocols.grpc.endpoint", "protocols.http.endpoint"],
        ["receivers.hostmetrics"] =
        [
            "collection_interval",
            "scrapers.memory",
            "scrapers.filesystem.include_virtual_filesystems",
            "scrapers.filesystem.include_mount_points.mount_points[]",
            "scrapers.filesystem.include_mount_points.match_type",
        ],
        ["receivers.filelog"] =
        [
            "include[]",
            "exclude[]",
            "start_at",
            "include_file_path",
            "storage",
            "operators[].type",
            "operators[].id",
        ],
        ["processors.memory_limiter"] = ["check_interval", "limit_percentage", "spike_limit_percentage"],
        ["processors.resource"] = ["attributes[].key", "attributes[].value", "attributes[].action"],
        ["processors.batch"] = ["send_batch_size", "timeout"],
        ["processors.transform"] =
        [
            "error_mode",
            "log_statements[].context",
            "log_statements[].conditions[]",
            "log_statements[].statements[]",
            "metric_statements[].context",
            "metric_statements[].statements[]",
        ],
        ["exporters.prometheus"] = ["endpoint", "metric_expiration", "enable_open_metrics"],
        ["exporters.otlp"] = ["endpoint", "tls.insecure", "tls.ca_file"],
        ["exporters.file"] = ["path", "rotation.max_megabytes", "rotation.max_days", "rotation.max_backups"],
        ["exporters.elasticsearch"] =
        [
            "endpoint",
            "user",
            "password",
            "logs_index",
            "logstash_format.enabled",
            "mapping.mode",
            "sending_queue.enabled",
            "tls.ca_file",
        ],
        ["exporters.nop"] = [],
        ["extensions.file_storage"] = ["directory"],
        ["service"] =
        [
            "extensions[]",
            "telemetry.metrics.readers[].pull.exporter.prometheus.host",
            "telemetry.metrics.readers[].pull.exporter.prometheus.port",
            "pipelines.*.receivers[]",
            "pipelines.*.processors[]",
            "pipelines.*.exporters[]",
        ],
    };

    /// <summary>Paths that no component documents.</summary>
    public static IReadOnlyList<string> Unknown(JsonObject configuration) =>
        [
            .. configuration.SelectMany(section =>
                section.Key == "service"
                    ? Unknown("service", "service", section.Value!)
                    : section
                        .Value!.AsObject()
                        .SelectMany(one => Unknown($"{section.Key}.{one.Key.Split('/')[0]}", $"{section.Key}.{one.Key}", one.Value!))
            ),
        ];

    private static IEnumerable<string> Unknown(string component, string name, JsonNode tree) =>
        !s_components.TryGetValue(component, out var known)
            ? [name]
            : Leaves(tree, "").Select(Chosen).Where(path => !known.Contains(path)).Select(path => $"{name}.{path}");

    private static string Chosen(string path)
    {
        var parts = path.Split('.');
        if (parts is ["pipelines", _, ..])
        {
            parts[1] = "*";
        }
        return string.Join('.', parts);
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) =>
        node switch
        {
            JsonObject { Count: 0 } when path.Length == 0 => [],
            JsonObject { Count: > 0 } map => map.SelectMany(entry =>
                Leaves(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")
            ),
            JsonArray list => list.SelectMany(item => Leaves(item, $"{path}[]")).Distinct(),
            _ => [path],
        };
}
