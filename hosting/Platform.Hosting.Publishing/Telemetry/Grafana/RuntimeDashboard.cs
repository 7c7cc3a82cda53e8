using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>What .NET says of itself, instance by instance.</summary>
internal static class RuntimeDashboard
{
    private const string Chosen = "{job=~\"$job\"}";
    private const string Instance = "{{job}} {{instance}}";

    public static GrafanaDashboard Of(DeploymentModel model) =>
        new(
            $"{model.Application}-runtime",
            $"{model.Application}: .NET",
            [
                new(
                    "Process",
                    new("CPU", "short", new GrafanaQuery($"sum by (job, instance) ({Rate(ServiceMetrics.CpuTime)})", Instance)),
                    new("Working set", "bytes", new GrafanaQuery($"{ServiceMetrics.WorkingSet.Prometheus}{Chosen}", Instance)),
                    new(
                        "Requests under way",
                        "short",
                        new GrafanaQuery($"sum by (job, instance) ({ServiceMetrics.ServerActive.Prometheus}{Chosen})", Instance)
                    )
                ),
                new(
                    "Garbage collection and threads",
                    new(
                        "Collections a second",
                        "short",
                        new GrafanaQuery(
                            $"sum by (job, gc_heap_generation) ({Rate(ServiceMetrics.Collections)})",
                            "{{job}} {{gc_heap_generation}}"
                        )
                    ),
                    new("Share of time in pauses", "percentunit", new GrafanaQuery(Rate(ServiceMetrics.CollectionPause), Instance)),
                    new(
                        "Thread pool",
                        "short",
                        new($"{ServiceMetrics.ThreadPoolThreads.Prometheus}{Chosen}", $"{Instance} threads"),
                        new($"{ServiceMetrics.ThreadPoolQueue.Prometheus}{Chosen}", $"{Instance} waiting")
                    )
                ),
            ]
        )
        {
            ServicesOf = ServiceMetrics.CpuTime.Prometheus,
        };

    private static string Rate(EmittedMetric metric) => $"rate({metric.Prometheus}{Chosen}[{PromQl.ObjectiveWindow}])";
}
