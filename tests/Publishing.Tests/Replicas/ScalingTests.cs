using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Replicas;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Replicas;

public class ScalingTests
{
    private static Scaling Heal7 { get; } =
        new(3, 20)
        {
            Cpu = 70,
            Memory = 80,
            RequestsPerSecond = 100,
        };

    [Fact]
    public void An_autoscaler_has_the_declared_bounds_and_measures_and_comes_down_slowly()
    {
        var scaler = new Shop(Stage.Prod)
            .Add("api", api => api.WithScaling(Heal7))
            .Objects(new HorizontalPodAutoscalers())
            .ShouldHaveSingleItem()
            .Tree;

        scaler.Text("spec.scaleTargetRef.name").ShouldBe("api");
        scaler.Text("spec.minReplicas").ShouldBe("3");
        scaler.Text("spec.maxReplicas").ShouldBe("20");
        scaler.Text("spec.metrics.0.resource.name").ShouldBe("cpu");
        scaler.Text("spec.metrics.0.resource.target.averageUtilization").ShouldBe("70");
        scaler.Text("spec.metrics.1.resource.name").ShouldBe("memory");
        scaler.Text("spec.metrics.1.resource.target.averageUtilization").ShouldBe("80");
        scaler.Text("spec.metrics.2.pods.metric.name").ShouldBe("requests_per_second");
        scaler.Text("spec.metrics.2.pods.target.averageValue").ShouldBe("100");
        scaler.Text("spec.behavior.scaleDown.stabilizationWindowSeconds").ShouldBe("300");
        SchemaCheck.Kubernetes(scaler).ShouldBeEmpty();
    }

    [Fact]
    public void A_fixed_number_of_instances_has_no_autoscaler_and_a_range_without_measures_goes_by_cpu()
    {
        var scaler = new Shop(Stage.Prod)
            .Add("fixed", one => one.WithScaling(new(3)))
            .Add("free", one => one.WithScaling(new(2, 4)))
            .Objects(new HorizontalPodAutoscalers())
            .ShouldHaveSingleItem();

        scaler.Name.ShouldBe("free");
        scaler.Tree.ListAt("spec.metrics").ShouldHaveSingleItem().Text("resource.name").ShouldBe("cpu");
    }

    [Fact]
    public void A_canary_scales_with_its_share_and_what_is_green_only_while_it_runs()
    {
        var scalers = new Shop(Stage.Prod)
            .Add("shop", one => one.WithScaling(Heal7).WithRollout(new(RolloutStrategy.Canary)))
            .Add("api", one => one.WithScaling(Heal7).WithRollout(new(RolloutStrategy.BlueGreen)))
            .Objects(new HorizontalPodAutoscalers())
            .ToDictionary(one => one.Name, one => (one.Tree.Text("spec.minReplicas"), one.Tree.Text("spec.maxReplicas")));

        scalers.ShouldBe(
            new Dictionary<string, (string?, string?)>
            {
                ["shop"] = ("3", "20"),
                ["shop-canary"] = ("1", "3"),
                ["api"] = ("3", "20"),
                ["api-green"] = ("1", "20"),
            },
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(2, null, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(3, 9, 2)]
    public void A_disruption_budget_leaves_one_instance_and_a_single_one_has_none(int instances, int? declared, int? expected)
    {
        var budgets = new Shop(Stage.Prod)
            .Add(
                "api",
                api =>
                {
                    api.WithScaling(new(instances));
                    if (declared is { } number)
                    {
                        api.WithDisruptionBudget(new(number));
                    }
                }
            )
            .Objects(new PodDisruptionBudgets());

        budgets.Select(one => one.Tree.Text("spec.maxUnavailable")).ShouldBe(expected is { } number ? [$"{number}"] : []);
        budgets.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
    }

    [Fact]
    public void A_vertical_autoscaler_only_recommends_where_a_horizontal_one_acts()
    {
        var modes = new Shop(Stage.Prod)
            .Add("scaled", one => one.WithScaling(new(3, 20)))
            .Add("fixed", one => one.WithScaling(new(2)))
            .Add("single")
            .Objects(new VerticalPodAutoscalers());

        modes
            .Select(one => (one.Name, one.Tree.Text("spec.updatePolicy.updateMode")))
            .ShouldBe([("scaled", "Off"), ("fixed", "Recreate"), ("single", "Initial")]);
        modes.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        modes.ShouldAllBe(one => one.Component == VerticalPodAutoscalers.Component);
    }

    [Fact]
    public void The_adapter_makes_requests_a_second_of_what_services_count()
    {
        var map = new Shop(Stage.Prod).Add("api", api => api.WithScaling(Heal7)).Objects(new RequestRateRule()).ShouldHaveSingleItem();

        map.Namespace.ShouldBe("shop-monitoring");
        var rule = Yaml.Read((string)map.Tree.At("data")!["config.yaml"]!).ShouldHaveSingleItem().At("rules.0");
        rule.Text("seriesQuery").ShouldBe("""http_server_request_duration_seconds_count{namespace!="",pod!=""}""");
        rule.Text("resources.overrides.pod.resource").ShouldBe("pod");
        rule.Text("name.as").ShouldBe("requests_per_second");
        rule.Text("metricsQuery").ShouldBe("sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)");
        SchemaCheck.Kubernetes(map.Tree).ShouldBeEmpty();
    }

    [Fact]
    public void Who_scales_by_other_measures_needs_no_adapter() =>
        new Shop(Stage.Prod).Add("api", api => api.WithScaling(new(2, 3))).Objects(new RequestRateRule()).ShouldBeEmpty();
}
