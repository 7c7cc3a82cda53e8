using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>Kafka: one node in KRaft mode, broker and controller in one. The broker talks to itself over loopback, clients are sent to the service's name.</summary>
internal static class KafkaService
{
    private const string Data = "/var/lib/kafka/data";

    // The image's own (appuser), named so that everybody sees that it is no root.
    private const string User = "1000:1000";

    /// <summary>In the container: where clients on this machine come in, if they may.</summary>
    public const int HostListenerPort = 19092;

    /// <summary>The broker's listeners with one more, which sends clients to this machine's loopback.</summary>
    public static JsonObject WithHostListener(IReadOnlyDictionary<string, string> environment, string publishedPort) =>
        new()
        {
            ["KAFKA_LISTENERS"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{environment["KAFKA_LISTENERS"]},HOST://0.0.0.0:{HostListenerPort}"
            ),
            ["KAFKA_ADVERTISED_LISTENERS"] = $"{environment["KAFKA_ADVERTISED_LISTENERS"]},HOST://localhost:{publishedPort}",
            ["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = $"{environment["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"]},HOST:PLAINTEXT",
        };

    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var port = ComposeStores.PortOf(store);
        var variables = service.Environment;
        variables["CLUSTER_ID"] = ClusterId(context.Model.Application, store.Name);
        variables["KAFKA_NODE_ID"] = "1";
        variables["KAFKA_PROCESS_ROLES"] = "broker,controller";
        variables["KAFKA_CONTROLLER_QUORUM_VOTERS"] = "1@localhost:29093";
        variables["KAFKA_CONTROLLER_LISTENER_NAMES"] = "CONTROLLER";
        variables["KAFKA_INTER_BROKER_LISTENER_NAME"] = "PLAINTEXT";
        variables["KAFKA_LISTENERS"] = string.Create(
            CultureInfo.InvariantCulture,
            $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{port}"
        );
        variables["KAFKA_ADVERTISED_LISTENERS"] = string.Create(
            CultureInfo.InvariantCulture,
            $"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://{service.Name}:{port}"
        );
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT";
        variables["KAFKA_LOG_DIRS"] = Data;
        foreach (
            var count in new[]
            {
                "OFFSETS_TOPIC_REPLICATION_FACTOR",
                "TRANSACTION_STATE_LOG_REPLICATION_FACTOR",
                "TRANSACTION_STATE_LOG_MIN_ISR",
            }
        )
        {
            variables[$"KAFKA_{count}"] = "1";
        }
        variables["KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS"] = "0";
        variables["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] = store.Topics.Count > 0 ? "false" : "true";
        var heap = Math.Max(ComposeQuantities.Mebibytes(ComposeStores.ResourcesOf(store).MemoryLimit) / 2, 256);
        variables["KAFKA_HEAP_OPTS"] = string.Create(CultureInfo.InvariantCulture, $"-Xms{heap}m -Xmx{heap}m");

        // The tools are programs of the JVM: within the container's limit, beside the broker.
        service.Healthcheck = ComposeStores.Check(
            string.Create(
                CultureInfo.InvariantCulture,
                $"KAFKA_HEAP_OPTS=-Xmx128m kafka-broker-api-versions --bootstrap-server localhost:{port} >/dev/null"
            ),
            "60s"
        );
        service.Healthcheck.Interval = "20s";
        service.Healthcheck.Timeout = "15s";
        ComposeStores.Keep(context, store, service, Data);
        // Its scripts write their configuration beside themselves.
        ComposeHardening.Apply(service, User, isReadOnly: false);
        if (store.Topics.Count > 0)
        {
            AddStep(context, store, string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{port}"));
        }
    }

    private static void AddStep(ComposeContext context, Store store, string bootstrap)
    {
        var script = new StringBuilder(
            $$"""
            #!/bin/sh
            # The topics of '{{store.Name}}'. Can run again and again: a topic that is there stays as it is.
            set -eu
            export KAFKA_HEAP_OPTS=-Xmx128m

            # topic NAME PARTITIONS [--config KEY=VALUE]...
            topic() {
              name=$1 partitions=$2
              shift 2
              kafka-topics --bootstrap-server {{ComposeStores.Quote(bootstrap)}} --create --if-not-exists \
                --topic "$name" --partitions "$partitions" --replication-factor 1 "$@"
            }


            """
        );
        foreach (var topic in store.Topics)
        {
            script.Append(CultureInfo.InvariantCulture, $"topic {ComposeStores.Quote(topic.Name)} {topic.Partitions}");
            foreach (var (key, value) in topic.Configs.OrderBy(config => config.Key, StringComparer.Ordinal))
            {
                script.Append(CultureInfo.InvariantCulture, $" --config {ComposeStores.Quote($"{key}={value}")}");
            }
            script.Append('\n');
        }
        var step = ComposeStores.AddStep(context, store, script.ToString(), User);
        step.Environment["LOG_DIR"] = "/tmp";
    }

    // 16 bytes, the same whenever it is published: the volume remembers it.
    private static string ClusterId(string application, string store) =>
        Convert
            .ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{application}/{store}"))[..16])
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
}
