using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Replicas;

public class RolloutSetsTests
{
    private static Dictionary<string, System.Text.Json.Nodes.JsonObject> Deployments(RolloutStrategy strategy, Scaling scaling) =>
        new Shop(Stage.Prod)
            .Add("api", api => api.WithScaling(scaling).WithRollout(new(strategy)))
            .Objects(new Workloads())
            .Where(one => one.Kind == "Deployment")
            .ToDictionary(one => one.Name, one => one.Tree);

    [Fact]
    public void Two_sets_never_select_each_others_pods()
    {
        foreach (var strategy in new[] { RolloutStrategy.Canary, RolloutStrategy.BlueGreen })
        {
            var sets = Deployments(strategy, new(3, 20)).Values.ToList();

            sets.SelectMany(SchemaCheck.Kubernetes).ShouldBeEmpty();
            sets.Select(one => one.Text("spec.selector.matchLabels.version")).Distinct().Count().ShouldBe(2);
            foreach (var set in sets)
            {
                var version = set.Text("spec.selector.matchLabels.version");
                set.Text("spec.template.metadata.labels.version").ShouldBe(version);
                set.ListAt("spec.template.spec.topologySpreadConstraints")
                    .Select(one => one.Text("labelSelector.matchLabels.version"))
                    .ShouldBe([version, version]);
            }
        }
    }

    [Theory]
    [InlineData(RolloutStrategy.Rolling, 3, 20, "api=")]
    [InlineData(RolloutStrategy.Rolling, 2, 2, "api=2")]
    [InlineData(RolloutStrategy.Canary, 3, 20, "api=,api-canary=")]
    [InlineData(RolloutStrategy.Canary, 2, 2, "api=2,api-canary=1")]
    [InlineData(RolloutStrategy.Canary, 3, 4, "api=,api-canary=1")]
    [InlineData(RolloutStrategy.BlueGreen, 3, 20, "api=,api-green=0")]
    [InlineData(RolloutStrategy.BlueGreen, 2, 2, "api=2,api-green=0")]
    public void What_an_autoscaler_counts_no_deployment_does(RolloutStrategy strategy, int min, int max, string expected) =>
        string.Join(',', Deployments(strategy, new(min, max)).Select(one => $"{one.Key}={one.Value.Text("spec.replicas")}"))
            .ShouldBe(expected);

    [Fact]
    public void Of_blue_and_green_the_service_leads_to_blue_and_of_a_canary_to_both()
    {
        string? Selected(RolloutStrategy strategy) =>
            new Shop(Stage.Prod)
                .Add("api", api => api.WithRollout(new(strategy)))
                .Objects(new Workloads())
                .Single(one => one.Kind == "Service")
                .Tree.Text("spec.selector.version");

        Selected(RolloutStrategy.BlueGreen).ShouldBe("blue");
        Selected(RolloutStrategy.Canary).ShouldBeNull();
    }

    [Theory]
    [InlineData(Stage.Prod, 3, "DoNotSchedule")]
    [InlineData(Stage.Dev, 3, "ScheduleAnyway")]
    [InlineData(Stage.Prod, 1, null)]
    public void Instances_are_spread_over_zones_and_machines(Stage stage, int instances, string? zones)
    {
        var constraints = new Shop(stage)
            .Add("api", api => api.WithScaling(new(instances)))
            .Objects(new Workloads())
            .Single(one => one.Kind == "Deployment")
            .Tree.ListAt("spec.template.spec.topologySpreadConstraints");

        constraints
            .Select(one => (one.Text("topologyKey"), one.Text("whenUnsatisfiable")))
            .ShouldBe(zones is null ? [] : [("topology.kubernetes.io/zone", zones), ("kubernetes.io/hostname", "ScheduleAnyway")]);
    }

    [Fact]
    public void A_service_waits_for_its_proxy_and_a_steps_proxy_ends_with_it()
    {
        var shop = new Shop(Stage.Prod).Add("api").Add("migrate", kind: Platform.Hosting.Publishing.Model.WorkloadKind.Step);
        string? Annotation(IKubernetesContributor contributor, string name) =>
            (string?)
                shop.Objects(contributor)
                    .First(one => one.Kind is "Deployment" or "Job")
                    .Tree.At("spec.template.metadata.annotations")
                    ?[name];

        Annotation(new Workloads(), "proxy.istio.io/config").ShouldBe("""{"holdApplicationUntilProxyStarts":true}""");
        Annotation(new Steps(), "sidecar.istio.io/nativeSidecar").ShouldBe("true");
    }

    [Fact]
    public async Task A_pod_tells_by_its_telemetry_which_it_is()
    {
        var real = await RealGraph.GetAsync();
        var users = new Workloads()
            .Contribute(new(real[Stage.Prod]))
            .Single(one => one.Kind == "Deployment" && one.Name == "users")
            .Tree.ListAt("spec.template.spec.containers.0.env");

        users
            .Single(one => one.Text("name") == "OTEL_RESOURCE_ATTRIBUTES")
            .Text("value")
            .ShouldBe("$(OTEL_RESOURCE_ATTRIBUTES),k8s.pod.name=$(K8S_POD_NAME),k8s.namespace.name=$(K8S_NAMESPACE_NAME)");
        users.Select(one => one.Text("name")).ToList().IndexOf("K8S_POD_NAME").ShouldBeGreaterThan(-1);
    }
}
