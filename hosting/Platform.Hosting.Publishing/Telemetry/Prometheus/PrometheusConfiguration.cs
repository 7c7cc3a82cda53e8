using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Telemetry.Prometheus;

/// <summary>A Prometheus without an operator: what it scrapes, judges and tells.</summary>
public static class PrometheusConfiguration
{
    public const string Path = "/etc/prometheus/config/prometheus.yml";
    public const string RuleDirectory = "/etc/prometheus/rules";

    public static JsonObject For(DeploymentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new JsonObject
        {
            ["global"] = new JsonObject
            {
                ["scrape_interval"] = CollectorConfiguration.Seconds(CollectorConfiguration.Interval),
                ["evaluation_interval"] = CollectorConfiguration.Seconds(CollectorConfiguration.Interval),
                ["external_labels"] = new JsonObject { ["app"] = model.Application, ["environment"] = model.Stage.Name() },
            },
            ["rule_files"] = new JsonArray($"{RuleDirectory}/*.yml"),
            ["scrape_configs"] = new JsonArray(
                // The collector says of whom it speaks: job and instance are the services'.
                Scrape("services", TelemetryPart.Ports.CollectorMetrics, honorLabels: true),
                Scrape(TelemetryPart.Collector.Name, TelemetryPart.Ports.CollectorOwnMetrics)
            ),
            ["alerting"] = new JsonObject
            {
                ["alertmanagers"] = new JsonArray(
                    new JsonObject { ["static_configs"] = Targets($"{TelemetryPart.Alertmanager.Name}:{TelemetryPart.Alertmanager.Port}") }
                ),
            },
        };
    }

    private static JsonObject Scrape(string job, int port, bool honorLabels = false)
    {
        var scrape = new JsonObject { ["job_name"] = job };
        if (honorLabels)
        {
            scrape["honor_labels"] = true;
        }
        scrape["static_configs"] = Targets($"{TelemetryPart.Collector.Name}:{port}");
        return scrape;
    }

    private static JsonArray Targets(string address) => [new JsonObject { ["targets"] = new JsonArray(address) }];
}
