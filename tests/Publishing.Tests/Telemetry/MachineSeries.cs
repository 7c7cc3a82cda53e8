using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry;

namespace Publishing.Tests.Telemetry;

/// <summary>What exporters say of the cluster or the machine, in good times and in bad.</summary>
internal static class MachineSeries
{
    public static IEnumerable<JsonObject> Of(DeploymentModel model, TelemetryPlace place, bool isBad)
    {
        double Bad(double bad, double good) => isBad ? bad : good;

        yield return RequestSeries.Constant("up{job=\"collector\",instance=\"10.0.0.1:8888\"}", Bad(0, 1));
        yield return RequestSeries.Constant(
            "messaging_kafka_consumer_lag{job=\"search\",messaging_consumer_group_name=\"search\",messaging_destination_name=\"catalog.products\"}",
            Bad(5000, 3)
        );
        yield return RequestSeries.Constant(
            "db_client_connection_count{job=\"users\",db_client_connection_pool_name=\"usersdb\"}",
            Bad(90, 5)
        );
        if (place == TelemetryPlace.Compose)
        {
            foreach (var workload in model.Workloads)
            {
                var instances = isBad ? workload.Scaling.Min - 1 : workload.Scaling.Min;
                for (var instance = 0; instance < instances; instance++)
                {
                    yield return RequestSeries.Constant($"target_info{{job=\"{workload.Name}\",instance=\"{instance}\"}}", 1);
                }
            }
            foreach (var metric in new[] { "system_memory_usage_bytes{", "system_filesystem_usage_bytes{mountpoint=\"/\"," })
            {
                yield return RequestSeries.Constant($"{metric}state=\"used\"}}", Bad(95, 50));
                yield return RequestSeries.Constant($"{metric}state=\"free\"}}", Bad(5, 50));
            }
            yield break;
        }
        foreach (var workload in model.Workloads)
        {
            var labels = $"{{job=\"kube-state-metrics\",namespace=\"{model.Application}\",deployment=\"{workload.Name}\"}}";
            yield return RequestSeries.Constant($"kube_deployment_spec_replicas{labels}", 3);
            yield return RequestSeries.Constant($"kube_deployment_status_replicas_available{labels}", Bad(2, 3));
        }
        yield return RequestSeries.Growing(
            "kube_pod_container_status_restarts_total{namespace=\"open-market\",pod=\"users-1\",container=\"users\"}",
            Bad(1, 0)
        );
        yield return RequestSeries.Constant("kube_node_status_condition{node=\"a\",condition=\"Ready\",status=\"true\"}", Bad(0, 1));
        yield return RequestSeries.Constant("kube_persistentvolume_status_phase{persistentvolume=\"pv-1\",phase=\"Failed\"}", Bad(1, 0));
        yield return RequestSeries.Constant(
            "kubelet_volume_stats_used_bytes{namespace=\"open-market-data\",persistentvolumeclaim=\"postgres-1\"}",
            Bad(90, 50)
        );
        yield return RequestSeries.Constant(
            "kubelet_volume_stats_capacity_bytes{namespace=\"open-market-data\",persistentvolumeclaim=\"postgres-1\"}",
            100
        );
        yield return RequestSeries.Constant("node_memory_MemAvailable_bytes{instance=\"a\"}", Bad(5, 50));
        yield return RequestSeries.Constant("node_memory_MemTotal_bytes{instance=\"a\"}", 100);
        yield return RequestSeries.Constant(
            "cnpg_backends_total{namespace=\"open-market-data\",datname=\"users\",state=\"active\"}",
            Bad(81, 5)
        );
        yield return RequestSeries.Constant(
            "cnpg_pg_stat_archiver_seconds_since_last_archival{namespace=\"open-market-data\",pod=\"postgres-1\"}",
            Bad(1000, 100)
        );
    }
}
