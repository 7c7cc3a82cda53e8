using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Collector;

/// <summary>
/// What the OpenTelemetry Collector is told: OTLP in; metrics to be scraped by Prometheus, traces to Jaeger, logs to Elasticsearch or a file, and
/// all of it to our dashboard where there is one. Keys as the collector of <see cref="TelemetryPart.Collector"/> documents them.
/// </summary>
public static class CollectorConfiguration
{
    /// <summary>Where the image looks for its configuration.</summary>
    public const string Path = "/etc/otelcol-contrib/config.yaml";

    /// <summary>Logs, one JSON object a line, where there is no Elasticsearch. The directory is to be writable.</summary>
    public const string LogFile = "/var/lib/otelcol/logs.json";

    /// <summary>A pipeline without an exporter is refused, and without a pipeline services' traces are.</summary>
    private const string Nowhere = "nop";

    /// <summary>Services send metrics as often as Prometheus asks for them, so that a rate over two minutes stands on eight samples.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(15);

    public static JsonObject For(DeploymentModel model, TelemetryPlace place, CollectorOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(outputs);
        var metrics = place == TelemetryPlace.Compose ? new[] { "otlp", "hostmetrics" } : ["otlp"];
        return new JsonObject
        {
            ["extensions"] = new JsonObject
            {
                ["health_check"] = new JsonObject { ["endpoint"] = Any(TelemetryPart.Ports.CollectorHealth) },
            },
            ["receivers"] = Receivers(place),
            ["processors"] = Processors(model, place),
            ["exporters"] = Exporters(model, outputs),
            ["service"] = new JsonObject
            {
                ["extensions"] = new JsonArray("health_check"),
                ["telemetry"] = OwnTelemetry(),
                ["pipelines"] = new JsonObject
                {
                    ["traces"] = Pipeline(["otlp"], [], Present(outputs.Jaeger, "otlp/jaeger"), outputs),
                    ["metrics"] = Pipeline(
                        metrics,
                        place == TelemetryPlace.Kubernetes ? ["resource/job", "transform/pod"] : ["resource/job"],
                        ["prometheus"],
                        outputs
                    ),
                    ["logs"] = Pipeline(
                        ["otlp"],
                        ["transform/mask"],
                        [outputs.Elasticsearch is null ? "file/logs" : "elasticsearch/logs"],
                        outputs
                    ),
                },
            },
        };
    }

    private static JsonObject Receivers(TelemetryPlace place)
    {
        var receivers = new JsonObject
        {
            ["otlp"] = new JsonObject
            {
                ["protocols"] = new JsonObject
                {
                    ["grpc"] = new JsonObject { ["endpoint"] = Any(TelemetryPart.Ports.OtlpGrpc) },
                    ["http"] = new JsonObject { ["endpoint"] = Any(TelemetryPart.Ports.OtlpHttp) },
                },
            },
        };
        if (place == TelemetryPlace.Compose)
        {
            receivers["hostmetrics"] = MachineMetrics();
        }
        return receivers;
    }

    // A container sees the machine's memory; its own root lies on the disk that holds all containers and volumes.
    private static JsonObject MachineMetrics() =>
        new()
        {
            ["collection_interval"] = Seconds(Interval),
            ["scrapers"] = new JsonObject
            {
                ["memory"] = new JsonObject(),
                ["filesystem"] = new JsonObject
                {
                    ["include_virtual_filesystems"] = true,
                    ["include_mount_points"] = new JsonObject { ["mount_points"] = new JsonArray("/"), ["match_type"] = "strict" },
                },
            },
        };

    private static JsonObject Processors(DeploymentModel model, TelemetryPlace place)
    {
        var processors = new JsonObject
        {
            ["memory_limiter"] = new JsonObject
            {
                ["check_interval"] = "1s",
                ["limit_percentage"] = 80,
                ["spike_limit_percentage"] = 25,
            },
            ["resource"] = new JsonObject
            {
                ["attributes"] = new JsonArray(
                    new JsonObject
                    {
                        ["key"] = "deployment.environment.name",
                        ["value"] = model.Stage.Name(),
                        ["action"] = "upsert",
                    }
                ),
            },
            // Prometheus' job would be "namespace/name": the resource's name is enough, and what rules ask for.
            ["resource/job"] = new JsonObject
            {
                ["attributes"] = new JsonArray(new JsonObject { ["key"] = "service.namespace", ["action"] = "delete" }),
            },
            ["transform/mask"] = LogMask.Processor(),
            ["batch"] = new JsonObject { ["send_batch_size"] = 8192, ["timeout"] = "1s" },
        };
        if (place == TelemetryPlace.Kubernetes)
        {
            processors["transform/pod"] = PodLabels(model);
        }
        return processors;
    }

    // Scaling asks for metrics by these two. A pod's host name is its own, and the instance's: the collector need not ask the cluster's API.
    private static JsonObject PodLabels(DeploymentModel model) =>
        new()
        {
            ["error_mode"] = "ignore",
            ["metric_statements"] = new JsonArray(
                new JsonObject
                {
                    ["context"] = "datapoint",
                    ["statements"] = new JsonArray(
                        $"set(attributes[\"namespace\"], \"{new KubernetesContext(model).ApplicationNamespace}\")",
                        "set(attributes[\"pod\"], resource.attributes[\"service.instance.id\"])"
                    ),
                }
            ),
        };

    private static JsonObject Exporters(DeploymentModel model, CollectorOutputs outputs)
    {
        var exporters = new JsonObject
        {
            ["prometheus"] = new JsonObject
            {
                ["endpoint"] = Any(TelemetryPart.Ports.CollectorMetrics),
                // An instance that is gone is told of by its silence.
                ["metric_expiration"] = "2m",
                ["enable_open_metrics"] = true,
            },
        };
        if (outputs.Jaeger is { } jaeger)
        {
            exporters["otlp/jaeger"] = Otlp(jaeger);
        }
        if (outputs.Dashboard is { } dashboard)
        {
            exporters["otlp/dashboard"] = Otlp(dashboard);
        }
        if (outputs is { Jaeger: null, Dashboard: null })
        {
            exporters[Nowhere] = new JsonObject();
        }
        if (outputs.Elasticsearch is { } elasticsearch)
        {
            exporters["elasticsearch/logs"] = LogStore.Exporter(model.Application, elasticsearch);
        }
        else
        {
            exporters["file/logs"] = new JsonObject
            {
                ["path"] = LogFile,
                ["rotation"] = new JsonObject
                {
                    ["max_megabytes"] = 100,
                    ["max_days"] = LogStore.RetentionDays,
                    ["max_backups"] = 10,
                },
            };
        }
        return exporters;
    }

    private static JsonObject Otlp(string address) =>
        new()
        {
            ["endpoint"] = address,
            ["tls"] = new JsonObject { ["insecure"] = true },
        };

    private static JsonObject OwnTelemetry() =>
        new()
        {
            ["metrics"] = new JsonObject
            {
                ["readers"] = new JsonArray(
                    new JsonObject
                    {
                        ["pull"] = new JsonObject
                        {
                            ["exporter"] = new JsonObject
                            {
                                ["prometheus"] = new JsonObject
                                {
                                    ["host"] = "0.0.0.0",
                                    ["port"] = TelemetryPart.Ports.CollectorOwnMetrics,
                                },
                            },
                        },
                    }
                ),
            },
        };

    private static JsonObject Pipeline(string[] receivers, string[] processors, string[] exporters, CollectorOutputs outputs)
    {
        string[] all = [.. exporters, .. Present(outputs.Dashboard, "otlp/dashboard")];
        return new JsonObject
        {
            ["receivers"] = Names(receivers),
            ["processors"] = Names(["memory_limiter", "resource", .. processors, "batch"]),
            ["exporters"] = Names(all.Length > 0 ? all : [Nowhere]),
        };
    }

    private static string[] Present(string? address, string exporter) => address is null ? [] : [exporter];

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];

    internal static string Any(int port) => $"0.0.0.0:{port}";

    internal static string Seconds(TimeSpan span) => $"{(int)span.TotalSeconds}s";
}
