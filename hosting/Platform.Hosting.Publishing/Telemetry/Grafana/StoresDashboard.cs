using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>Stores as the services see them: by kind, for that is what is named everywhere; and events from service to service.</summary>
internal static class StoresDashboard
{
    private const string Window = PromQl.ObjectiveWindow;

    public static GrafanaDashboard Of(DeploymentModel model)
    {
        var rows = new List<GrafanaRow>();
        foreach (var store in model.Stores.Select(store => store.Kind).Distinct())
        {
            if (SystemName(store) is { } system)
            {
                rows.Add(Database(store, system));
            }
            else if (store == StoreKind.Kafka)
            {
                rows.Add(Events());
            }
        }
        return new($"{model.Application}-stores", $"{model.Application}: stores", rows);
    }

    // As the semantic conventions name them; S3 has none, and is seen as calls over HTTP.
    private static string? SystemName(StoreKind kind) =>
        kind switch
        {
            StoreKind.PostgreSql => "postgresql",
            StoreKind.Redis => "redis",
            StoreKind.Elasticsearch => "elasticsearch",
            _ => null,
        };

    private static GrafanaRow Database(StoreKind kind, string system)
    {
        var chosen = $"{{{PromQl.Matcher(EmittedMetric.Label("db.system.name"), system)}}}";
        var duration = ServiceMetrics.DatabaseDuration;
        List<GrafanaPanel> panels =
        [
            new("Operations a second", "ops", new GrafanaQuery($"sum by (job) (rate({duration.Count}{chosen}[{Window}]))", "{{job}}")),
            new(
                "p95",
                "ms",
                new GrafanaQuery(
                    $"1000 * histogram_quantile(0.95, sum by (job, le) (rate({duration.Bucket}{chosen}[{Window}])))",
                    "{{job}}"
                )
            ),
        ];
        if (kind == StoreKind.PostgreSql)
        {
            panels.Add(
                new(
                    "Connections",
                    "short",
                    new GrafanaQuery(
                        $"sum by (job, {EmittedMetric.Label("db.client.connection.state")}) ({ServiceMetrics.DatabaseConnections.Prometheus}{{}})",
                        "{{job}} {{db_client_connection_state}}"
                    )
                )
            );
        }
        return new(kind.ToString(), [.. panels]);
    }

    private static GrafanaRow Events()
    {
        var topic = EmittedMetric.Label("messaging.destination.name");
        var group = EmittedMetric.Label("messaging.consumer.group.name");
        return new(
            "Kafka",
            new(
                "Sent a second",
                "short",
                new GrafanaQuery($"sum by ({topic}) (rate({ServiceMetrics.MessagesSent.Prometheus}{{}}[{Window}]))", $"{{{{{topic}}}}}")
            ),
            new(
                "Received a second",
                "short",
                new GrafanaQuery(
                    $"sum by ({group}, {topic}) (rate({ServiceMetrics.MessagesConsumed.Prometheus}{{}}[{Window}]))",
                    $"{{{{{group}}}}} {{{{{topic}}}}}"
                )
            ),
            new(
                "Waiting",
                "short",
                new GrafanaQuery(
                    $"sum by ({group}, {topic}) ({ServiceMetrics.ConsumerLag.Prometheus}{{}})",
                    $"{{{{{group}}}}} {{{{{topic}}}}}"
                )
            )
        );
    }
}
