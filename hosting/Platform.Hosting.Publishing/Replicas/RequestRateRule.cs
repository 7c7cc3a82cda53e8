using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>
/// The rule by which prometheus-adapter makes requests a second of what services count anyway; autoscalers ask it for them. The adapter
/// reads the map by its chart's <c>rules.existing</c>.
/// </summary>
public sealed class RequestRateRule : IKubernetesContributor
{
    /// <summary>As autoscalers name it.</summary>
    public const string Metric = "requests_per_second";

    /// <summary>What Prometheus makes of the histogram <c>http.server.request.duration</c>, which ASP.NET Core measures; probes are not in it.</summary>
    public const string Series = "http_server_request_duration_seconds_count";

    /// <summary>The map's name.</summary>
    public const string ConfigMap = "prometheus-adapter-rules";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        if (!context.Model.Settings.Cluster.EnableMonitoring || !context.Model.Workloads.Any(AsksForRequests))
        {
            yield break;
        }
        var tree = context.New("v1", "ConfigMap", ConfigMap, "prometheus-adapter", context.MonitoringNamespace);
        tree["data"] = new JsonObject { ["config.yaml"] = Rules };
        yield return new(tree, $"{ConfigMap}.yaml") { Component = "monitoring" };
    }

    private static bool AsksForRequests(Workload workload) =>
        HorizontalPodAutoscalers.Scales(workload) && workload.Scaling.RequestsPerSecond is not null;

    // The collector makes labels of who sends, namespace and pod; two minutes outlast a missed scrape.
    private const string Rules = $$"""
        rules:
          - seriesQuery: '{{Series}}{namespace!="",pod!=""}'
            resources:
              overrides:
                namespace:
                  resource: namespace
                pod:
                  resource: pod
            name:
              as: {{Metric}}
            metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)

        """;
}
