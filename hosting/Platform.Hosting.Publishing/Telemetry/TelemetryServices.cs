using System.Globalization;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Telemetry.Alerting;
using Platform.Hosting.Publishing.Telemetry.Collector;
using Platform.Hosting.Publishing.Telemetry.Grafana;
using Platform.Hosting.Publishing.Telemetry.Prometheus;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Platform.Hosting.Publishing.Telemetry;

/// <summary>The parts of the telemetry as containers. In a cluster Prometheus and Alertmanager are the operator's instead.</summary>
public static class TelemetryServices
{
    /// <summary>Everything that one machine needs, in the order in which it depends on one another.</summary>
    public static IReadOnlyList<TelemetryService> ForMachine(DeploymentModel model, CollectorOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(outputs);
        TelemetryService[] steps = outputs.Elasticsearch is { } store
            ? [LogIndexStep.Of(model.Application, store, model.FindStore(store.Store)?.Realization.Instances ?? 1)]
            : [];
        TelemetryService[] jaeger = model.Settings.Monitoring.JaegerEndpoint is null ? [Jaeger()] : [];
        return
        [
            .. steps,
            .. jaeger,
            Collector(model, TelemetryPlace.Compose, outputs),
            Alertmanager(model),
            Prometheus(model),
            Grafana(model, PrometheusUrl),
        ];
    }

    /// <param name="outputs">Of secrets it names files below <see cref="TelemetryService.SecretDirectory"/>.</param>
    public static TelemetryService Collector(DeploymentModel model, TelemetryPlace place, CollectorOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new(TelemetryPart.Collector)
        {
            Arguments = [$"--config={CollectorConfiguration.Path}"],
            Files = [new(CollectorConfiguration.Path, "config.yaml", Yaml.Write(CollectorConfiguration.For(model, place, outputs)))],
            Secrets = outputs.Elasticsearch is { } elasticsearch ? [elasticsearch.PasswordSecret] : [],
            Ports =
            [
                new("otlp", TelemetryPart.Ports.OtlpGrpc),
                new("otlp-http", TelemetryPart.Ports.OtlpHttp),
                new("metrics", TelemetryPart.Ports.CollectorMetrics),
                new("own-metrics", TelemetryPart.Ports.CollectorOwnMetrics),
                new("health", TelemetryPart.Ports.CollectorHealth),
            ],
            ScratchPaths = outputs.Elasticsearch is null ? ["/var/lib/otelcol"] : [],
            Calls =
            [
                .. outputs.Jaeger is { } jaeger ? new[] { Host(jaeger) } : [],
                .. outputs.Dashboard is { } dashboard ? new[] { Host(dashboard) } : [],
                .. outputs.Elasticsearch is { } store ? new[] { store.Store } : [],
            ],
            Health = new(TelemetryPart.Ports.CollectorHealth, "/"),
            // There is no shell in its image, nor a program that asks: at least its configuration is checked.
            HealthCommand = ["/otelcol-contrib", "validate", $"--config={CollectorConfiguration.Path}"],
            User = 10001,
            Resources = new("200m", "256Mi", "1", "1Gi"),
        };
    }

    /// <summary>Everything in one, traces in memory: for dev, and for one machine.</summary>
    public static TelemetryService Jaeger() =>
        new(TelemetryPart.Jaeger)
        {
            Ports = [new("otlp", TelemetryPart.Ports.OtlpGrpc), new("page", TelemetryPart.Ports.JaegerPage)],
            Page = TelemetryPart.Ports.JaegerPage,
            ScratchPaths = ["/tmp"],
            Health = new(TelemetryPart.Ports.JaegerHealth, "/status"),
            User = 10001,
            Resources = new("100m", "256Mi", "500m", "1Gi"),
        };

    /// <param name="prometheus">Its URL.</param>
    public static TelemetryService Grafana(DeploymentModel model, string prometheus)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(TelemetryPart.Grafana)
        {
            Environment = new Dictionary<string, string>
            {
                ["GF_SECURITY_ADMIN_PASSWORD__FILE"] = TelemetryService.SecretFile(model.Settings.Monitoring.GrafanaAdminPassword),
                ["GF_ANALYTICS_REPORTING_ENABLED"] = "false",
                ["GF_ANALYTICS_CHECK_FOR_UPDATES"] = "false",
                ["GF_USERS_ALLOW_SIGN_UP"] = "false",
            },
            Files = [.. GrafanaProvisioning.Files(model, prometheus)],
            Secrets = [model.Settings.Monitoring.GrafanaAdminPassword],
            Ports = [new("page", TelemetryPart.Grafana.Port)],
            Page = TelemetryPart.Grafana.Port,
            // Dashboards come from the graph: what is changed by hand is to be exported, not kept.
            ScratchPaths = ["/var/lib/grafana", "/tmp"],
            Calls = [TelemetryPart.Prometheus.Name],
            Health = new(TelemetryPart.Grafana.Port, "/api/health"),
            User = 472,
        };
    }

    private static string PrometheusUrl { get; } = Url(TelemetryPart.Prometheus);

    private static TelemetryService Prometheus(DeploymentModel model) =>
        new(TelemetryPart.Prometheus)
        {
            Arguments =
            [
                $"--config.file={PrometheusConfiguration.Path}",
                "--storage.tsdb.path=/prometheus",
                $"--storage.tsdb.retention.time={model.Settings.Monitoring.PrometheusRetention}",
            ],
            Files =
            [
                new(PrometheusConfiguration.Path, "prometheus.yml", Yaml.Write(PrometheusConfiguration.For(model))),
                .. RuleFiles
                    .Of(model, TelemetryPlace.Compose)
                    .Select(file => new MountedFile(
                        $"{PrometheusConfiguration.RuleDirectory}/{file.Name}.yml",
                        $"rules-{file.Name}.yml",
                        Yaml.Write(file.Tree())
                    )),
            ],
            Ports = [new("page", TelemetryPart.Prometheus.Port)],
            Page = TelemetryPart.Prometheus.Port,
            DataPath = "/prometheus",
            Calls = [TelemetryPart.Collector.Name, TelemetryPart.Alertmanager.Name],
            Health = new(TelemetryPart.Prometheus.Port, "/-/ready"),
            User = 65534,
            Resources = new("200m", "512Mi", "1", "2Gi"),
        };

    private static TelemetryService Alertmanager(DeploymentModel model)
    {
        var routing = new AlertRouting(model);
        return new(TelemetryPart.Alertmanager)
        {
            Arguments = ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager", "--cluster.listen-address="],
            Files = [new("/etc/alertmanager/alertmanager.yml", "alertmanager.yml", Yaml.Write(routing.Plain()))],
            Secrets = routing.Secrets,
            Ports = [new("page", TelemetryPart.Alertmanager.Port)],
            Page = TelemetryPart.Alertmanager.Port,
            DataPath = "/alertmanager",
            Health = new(TelemetryPart.Alertmanager.Port, "/-/ready"),
            User = 65534,
            Resources = new("50m", "64Mi", "200m", "128Mi"),
        };
    }

    internal static string Url(TelemetryPart part) => string.Create(CultureInfo.InvariantCulture, $"http://{part.Name}:{part.Port}");

    // Of what a deployment gives, the name is not known here, and it is outside anyway.
    private static string Host(string address) => address.Split(':')[0];
}
