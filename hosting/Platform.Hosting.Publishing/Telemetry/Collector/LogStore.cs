using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Collector;

/// <summary>Logs in the graph's Elasticsearch: an index a day, gone after thirty (Aegis 4.4, 15).</summary>
public static class LogStore
{
    public const int RetentionDays = 30;

    /// <summary>The indices' names begin with it.</summary>
    public static string Index(string application) => $"{application}-logs";

    internal static JsonObject Exporter(string application, ElasticsearchOutput elasticsearch)
    {
        var exporter = new JsonObject
        {
            ["endpoint"] = elasticsearch.Endpoint,
            ["user"] = elasticsearch.User,
            ["password"] = $"${{file:{TelemetryService.SecretFile(elasticsearch.PasswordSecret)}}}",
            ["logs_index"] = Index(application),
            ["logstash_format"] = new JsonObject { ["enabled"] = true },
            ["mapping"] = new JsonObject { ["mode"] = "ecs" },
            ["sending_queue"] = new JsonObject { ["enabled"] = true },
        };
        if (elasticsearch.CertificateFile is { } file)
        {
            exporter["tls"] = new JsonObject { ["ca_file"] = file };
        }
        return exporter;
    }

    /// <summary>The body of <c>PUT /_ilm/policy/{index}</c>.</summary>
    public static JsonObject Lifecycle() =>
        new()
        {
            ["policy"] = new JsonObject
            {
                ["phases"] = new JsonObject
                {
                    ["hot"] = new JsonObject { ["actions"] = new JsonObject() },
                    ["delete"] = new JsonObject
                    {
                        ["min_age"] = $"{RetentionDays}d",
                        ["actions"] = new JsonObject { ["delete"] = new JsonObject() },
                    },
                },
            },
        };

    /// <summary>The body of <c>PUT /_index_template/{index}</c>.</summary>
    /// <param name="replicas">Copies of each shard beside the first.</param>
    public static JsonObject Template(string application, int replicas) =>
        new()
        {
            ["index_patterns"] = new JsonArray($"{Index(application)}-*"),
            ["template"] = new JsonObject
            {
                ["settings"] = new JsonObject
                {
                    ["index.lifecycle.name"] = Index(application),
                    ["index.number_of_shards"] = 1,
                    ["index.number_of_replicas"] = replicas,
                },
            },
        };
}
