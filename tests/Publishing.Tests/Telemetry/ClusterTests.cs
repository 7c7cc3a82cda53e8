using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Telemetry.Cluster;
using Publishing.Tests.Support;

namespace Publishing.Tests.Telemetry;

public sealed class ClusterTests
{
    private static readonly IKubernetesContributor[] s_contributors =
    [
        new CollectorContributor(),
        new PrometheusContributor(),
        new ServiceMonitors(),
        new PrometheusRules(),
        new AlertmanagerContributor(),
        new GrafanaContributor(),
        new TelemetrySecrets(),
    ];

    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod)]
    public async Task Kubernetes_and_the_operator_take_every_object(Stage stage)
    {
        foreach (var one in await ObjectsAsync(stage))
        {
            SchemaCheck.Kubernetes(one.Tree).ShouldBeEmpty();
            one.Component.ShouldBe("monitoring");
        }
    }

    [Fact]
    public async Task What_is_selected_is_there()
    {
        var objects = await ObjectsAsync(Stage.Prod);
        var monitored = Named(objects, "ServiceMonitor", "collector").Tree["spec"]!;
        var service = Named(objects, "Service", "collector").Tree;
        foreach (var (label, value) in monitored["selector"]!["matchLabels"]!.AsObject())
        {
            ((string)service["metadata"]!["labels"]![label]!).ShouldBe((string)value!);
        }
        var ports = service["spec"]!["ports"]!.AsArray().Select(port => (string)port!["name"]!).ToList();
        monitored["endpoints"]!.AsArray().ShouldAllBe(endpoint => ports.Contains((string)endpoint!["port"]!));

        var prometheus = Named(objects, "Prometheus", "prometheus").Tree["spec"]!;
        var wanted = prometheus["ruleSelector"]!["matchLabels"]!.AsObject().Single();
        var rules = objects.Where(one => one.Kind == "PrometheusRule").ToList();
        rules.ShouldNotBeEmpty();
        rules.ShouldAllBe(one => (string)one.Tree["metadata"]!["labels"]![wanted.Key]! == (string)wanted.Value!);
    }

    [Fact]
    public async Task Metrics_are_kept_as_the_settings_say_and_stand_twice_in_production()
    {
        var prometheus = Named(await ObjectsAsync(Stage.Prod), "Prometheus", "prometheus").Tree["spec"]!;
        ((string)prometheus["retention"]!).ShouldBe("30d");
        prometheus["storage"]!["volumeClaimTemplate"]!["spec"]!["resources"]!["requests"]!["storage"]!.ToString().ShouldBe("100Gi");
        ((int)prometheus["replicas"]!).ShouldBe(2);
        ((int)Named(await ObjectsAsync(Stage.Dev), "Prometheus", "prometheus").Tree["spec"]!["replicas"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Logs_are_written_over_TLS_by_an_account_of_the_collectors_own()
    {
        var objects = await ObjectsAsync(Stage.Prod);
        var configuration = Named(objects, "ConfigMap", "collector-config").Tree["data"]!["config.yaml"]!.ToString();
        configuration.ShouldContain("https://elasticsearch-es-http.open-market-data.svc.cluster.local:9200");
        configuration.ShouldContain("user: collector");
        var mounted = Named(objects, "Deployment", "collector").Tree["spec"]!["template"]!["spec"]!["volumes"]!
            .AsArray()
            .Select(volume => (string?)volume!["secret"]?["secretName"])
            .OfType<string>();
        mounted.ShouldBe(
            objects.Where(one => one is { Kind: "ExternalSecret" } && one.Name.StartsWith("collector")).Select(one => one.Name)
        );
    }

    [Fact]
    public async Task A_changed_configuration_rolls_the_pods()
    {
        static string Checksum(IEnumerable<KubernetesObject> objects) =>
            (string)Named(objects, "Deployment", "grafana").Tree["spec"]!["template"]!["metadata"]!["annotations"]!["checksum/files"]!;

        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var fewer = model with { Stores = [] };
        Checksum(Objects(fewer)).ShouldNotBe(Checksum(Objects(model)));
        Checksum(Objects(model)).ShouldBe(Checksum(Objects(model)));
    }

    private static async Task<IReadOnlyList<KubernetesObject>> ObjectsAsync(Stage stage) => Objects(await TelemetryGraph.ModelAsync(stage));

    private static IReadOnlyList<KubernetesObject> Objects(Platform.Hosting.Publishing.Model.DeploymentModel model)
    {
        var context = new KubernetesContext(model);
        return [.. s_contributors.SelectMany(contributor => contributor.Contribute(context))];
    }

    private static KubernetesObject Named(IEnumerable<KubernetesObject> objects, string kind, string name) =>
        objects.Single(one => one.Kind == kind && one.Name == name);
}
