using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>What Grafana finds when it starts: Prometheus, and dashboards made from the graph.</summary>
public static class GrafanaProvisioning
{
    public const string DashboardDirectory = "/etc/grafana/graph";
    private const string Provisioning = "/etc/grafana/provisioning";
    private const string PrometheusId = "prometheus";

    // People read quotes and arrows, not escapes.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="prometheus">Its URL.</param>
    public static IEnumerable<MountedFile> Files(DeploymentModel model, string prometheus)
    {
        ArgumentNullException.ThrowIfNull(model);
        yield return new($"{Provisioning}/datasources/prometheus.yaml", "datasources.yaml", Yaml.Write(Datasources(prometheus)));
        yield return new($"{Provisioning}/dashboards/graph.yaml", "dashboards.yaml", Yaml.Write(Providers(model.Application)));
        foreach (var (name, dashboard) in Dashboards(model))
        {
            yield return new($"{DashboardDirectory}/{name}.json", $"{name}.json", dashboard);
        }
    }

    /// <summary>The dashboards' JSON, by their names.</summary>
    public static IEnumerable<(string Name, string Text)> Dashboards(DeploymentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        GrafanaDashboard[] all = [OverviewDashboard.Of(model), RuntimeDashboard.Of(model), StoresDashboard.Of(model)];
        return all.Select(dashboard => (dashboard.Id, dashboard.Tree().ToJsonString(Readable) + "\n"));
    }

    /// <summary>The content of a provisioning file with the one source that the dashboards ask.</summary>
    public static JsonObject Datasources(string prometheus) =>
        new()
        {
            ["apiVersion"] = 1,
            ["datasources"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Prometheus",
                    ["uid"] = PrometheusId,
                    ["type"] = "prometheus",
                    ["access"] = "proxy",
                    ["url"] = prometheus,
                    ["isDefault"] = true,
                    ["editable"] = false,
                }
            ),
        };

    internal static JsonObject Datasource() => new() { ["type"] = "prometheus", ["uid"] = PrometheusId };

    private static JsonObject Providers(string application) =>
        new()
        {
            ["apiVersion"] = 1,
            ["providers"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "graph",
                    ["folder"] = application,
                    ["type"] = "file",
                    ["allowUiUpdates"] = false,
                    ["options"] = new JsonObject { ["path"] = DashboardDirectory },
                }
            ),
        };
}
