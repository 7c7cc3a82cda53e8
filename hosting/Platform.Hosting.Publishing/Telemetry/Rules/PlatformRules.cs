using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What the deployment documents want to be told of, whatever the graph: HEAL7's three alerts; nodes, volumes, recovery point and events of Aegis.</summary>
internal sealed class PlatformRules(DeploymentModel model, TelemetryPlace place)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);

    public RuleGroup Group() =>
        new(
            "platform",
            [
                HighErrorRate(),
                .. model.Stores.Where(store => store.Kind == StoreKind.PostgreSql).SelectMany(Postgres),
                .. model.Stores.Any(store => store.Kind == StoreKind.Kafka) ? [EventsPileUp()] : Array.Empty<Rule>(),
                .. place == TelemetryPlace.Kubernetes ? Cluster() : [],
                TelemetryMissing(),
            ]
        );

    // HEAL7 asks for http_requests_total{code}: here it is the semantic conventions' histogram.
    private static AlertingRule HighErrorRate() =>
        new(
            "HighErrorRate",
            "critical",
            $"sum by (job) (rate({ServiceMetrics.ServerDuration.Count}{{{PromQl.Pattern(EmittedMetric.Label("http.response.status_code"), "5..")}}}[5m])) > 0.05"
        )
        {
            For = LongEnough,
            Labels = new Dictionary<string, string> { ["resource"] = "{{ $labels.job }}" },
            Summary = "{{ $labels.job }} fails",
            Description = "{{ $value | humanize }} errors a second.",
        };

    private IEnumerable<Rule> Postgres(Store store)
    {
        var labels = new Dictionary<string, string> { ["resource"] = store.Name };
        var isOperated = place == TelemetryPlace.Kubernetes && store.Realization.Realization == Realization.Operator;
        // Without the operator's exporter the services' own pools say how many connections they hold.
        var (connections, database) = isOperated
            ? ($"sum by (datname) ({ExporterMetrics.PostgresBackends}{{{Data}}})", "datname")
            : ($"sum by ({PoolName}) ({ServiceMetrics.DatabaseConnections.Prometheus}{{}})", PoolName);
        yield return new AlertingRule("DatabaseConnectionHigh", "warning", $"{connections} > 80")
        {
            For = LongEnough,
            Labels = labels,
            Summary = $"Many connections to {{{{ $labels.{database} }}}}",
            Description = "{{ $value }} connections.",
        };
        if (isOperated && store.Backup is { } backup)
        {
            yield return new AlertingRule(
                "RecoveryPointMissed",
                "critical",
                $"{ExporterMetrics.PostgresArchiveAge}{{{Data}}} > {backup.RecoveryPoint.TotalSeconds}"
            )
            {
                For = LongEnough,
                Labels = labels,
                Summary = $"{store.Name}: what was written last cannot be recovered",
                Description =
                    $"The newest archived state is {{{{ $value | humanizeDuration }}}} old; {PromQl.Duration(backup.RecoveryPoint)} are allowed.",
            };
        }
    }

    private static AlertingRule EventsPileUp() =>
        new("EventsPileUp", "warning", $"sum by ({ConsumerGroup}, {Topic}) ({ServiceMetrics.ConsumerLag.Prometheus}{{}}) > 1000")
        {
            For = TimeSpan.FromMinutes(10),
            Summary = $"{{{{ $labels.{ConsumerGroup} }}}} does not keep up with {{{{ $labels.{Topic} }}}}",
            Description = "{{ $value }} events wait.",
        };

    private static IEnumerable<Rule> Cluster()
    {
        yield return new AlertingRule("PodCrashLooping", "warning", $"increase({ExporterMetrics.Restarts}{{}}[1h]) > 5")
        {
            For = TimeSpan.FromMinutes(10),
            Summary = "Pod {{ $labels.pod }} is crash looping",
            Description = "{{ $value | humanize }} restarts of {{ $labels.container }} in an hour.",
        };
        yield return new AlertingRule(
            "NodeNotReady",
            "critical",
            $"{ExporterMetrics.NodeCondition}{{condition=\"Ready\",status=\"true\"}} == 0"
        )
        {
            For = LongEnough,
            Summary = "Node {{ $labels.node }} is not ready",
            Description = "Its pods are moved elsewhere.",
        };
        yield return new AlertingRule("VolumeUnusable", "critical", $"{ExporterMetrics.VolumePhase}{{phase=~\"Failed|Pending\"}} == 1")
        {
            For = LongEnough,
            Summary = "Volume {{ $labels.persistentvolume }} cannot be used",
            Description = "It is {{ $labels.phase }}.",
        };
    }

    // Where nothing is measured every other alert is silent.
    private static AlertingRule TelemetryMissing() =>
        new("TelemetryMissing", "critical", $"absent({ExporterMetrics.Up}{{{PromQl.Matcher("job", TelemetryPart.Collector.Name)}}} == 1)")
        {
            For = TimeSpan.FromMinutes(2),
            Summary = "Nothing is measured",
            Description = "No collector answers Prometheus: no other alert can fire.",
        };

    private string Data => PromQl.Matcher("namespace", new KubernetesContext(model).DataNamespace);

    private static string PoolName => EmittedMetric.Label("db.client.connection.pool.name");

    private static string ConsumerGroup => EmittedMetric.Label("messaging.consumer.group.name");

    private static string Topic => EmittedMetric.Label("messaging.destination.name");
}
