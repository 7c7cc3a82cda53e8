using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Mesh;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Replicas;
using Publishing.Tests.Support;

namespace Publishing.Tests.Mesh;

/// <summary>What holds for the mesh and for scaling of every graph; the seed that a failure names makes the same graph again.</summary>
public class RandomShopTests
{
    [Fact]
    public void Every_edge_into_the_mesh_is_one_rule_and_no_rule_is_without_its_edge() => ForAll(EveryEdgeIsOneRule);

    [Fact]
    public void Budgets_autoscalers_and_shares_agree_with_one_another_and_with_their_schemas() => ForAll(NumbersAgree);

    private static void ForAll(Action<KubernetesContext> property)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            try
            {
                property(Random(seed));
            }
            catch (ShouldAssertException failure)
            {
                throw new ShouldAssertException($"seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private static void EveryEdgeIsOneRule(KubernetesContext context)
    {
        var rules = new AuthorizationPolicies()
            .Contribute(context)
            .SelectMany(policy => policy.Tree.ListAt("spec.rules").Select(rule => Described(policy.Tree, rule)))
            .ToList();

        rules.ShouldBe(
            context
                .Model.Edges.Where(edge => context.Model.FindWorkload(edge.To.Name)!.Kind is WorkloadKind.Service)
                .Select(edge =>
                    $"{(edge.From.Kind is EdgeEndKind.Workload ? $"cluster.local/ns/shop/sa/{edge.From.Name}" : "cluster.local/ns/istio-system/sa/*")} -> {edge.To.Name}:8080"
                ),
            ignoreOrder: true
        );
    }

    private static void NumbersAgree(KubernetesContext context)
    {
        IKubernetesContributor[] contributors =
        [
            new HorizontalPodAutoscalers(),
            new PodDisruptionBudgets(),
            new VerticalPodAutoscalers(),
            new RequestRateRule(),
            new PeerAuthentications(),
            new AuthorizationPolicies(),
            new DestinationRules(),
            new MeshGateways(),
            new VirtualServices(),
        ];
        var objects = contributors.SelectMany(contributor => contributor.Contribute(context)).ToList();

        objects.Select(one => one.Id).ShouldBeUnique();
        objects.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        foreach (var workload in context.Model.Workloads.Where(workload => workload.Kind is WorkloadKind.Service))
        {
            int? Number(string kind, string path) =>
                objects.Find(one => one.Kind == kind && one.Name == workload.Name)?.Tree.Text(path) is { } text
                    ? int.Parse(text, CultureInfo.InvariantCulture)
                    : null;
            var least = Number("HorizontalPodAutoscaler", "spec.minReplicas") ?? workload.Scaling.Min;
            (Number("PodDisruptionBudget", "spec.maxUnavailable") ?? 0).ShouldBeLessThan(least);
            (Number("PodDisruptionBudget", "spec.maxUnavailable") is not null).ShouldBe(least > 1);
            (Number("HorizontalPodAutoscaler", "spec.maxReplicas") is not null).ShouldBe(workload.Scaling.Max > workload.Scaling.Min);
        }
        foreach (var route in objects.Where(one => one.Kind == "VirtualService").SelectMany(one => one.Tree.ListAt("spec.http")))
        {
            var weights = route.ListAt("route").Select(one => one.At("weight")).OfType<JsonNode>().ToList();
            (weights.Count == 0 || weights.Sum(weight => (int)weight) == 100).ShouldBeTrue(route.ToJsonString());
            foreach (var destination in route.ListAt("route"))
            {
                var rule = objects.Single(one =>
                    one.Kind == "DestinationRule" && one.Tree.Text("spec.host") == destination.Text("destination.host")
                );
                if (destination.Text("destination.subset") is { } subset)
                {
                    rule.Tree.ListAt("spec.subsets").ShouldContain(one => one.Text("name") == subset);
                }
            }
        }
    }

    private static string Described(JsonObject policy, JsonNode rule)
    {
        var from = rule.ListAt("from").ShouldHaveSingleItem().ListAt("source.principals").ShouldHaveSingleItem();
        var port = rule.ListAt("to").ShouldHaveSingleItem().ListAt("operation.ports").ShouldHaveSingleItem();
        return $"{from} -> {policy.At("spec.selector.matchLabels")!["app.kubernetes.io/component"]}:{port}";
    }

    private static KubernetesContext Random(int seed)
    {
        var random = new Random(seed);
        var shop = new Shop(random.GetItems([.. Stages.All], 1)[0]);
        var names = Enumerable.Range(0, random.Next(1, 12)).Select(index => $"w{index}").ToList();
        foreach (var name in names)
        {
            shop.Add(
                name,
                workload =>
                {
                    var min = random.Next(1, 6);
                    workload.WithScaling(
                        new(min, min + (random.Next(2) * random.Next(1, 20)))
                        {
                            Cpu = random.Next(2) == 0 ? null : random.Next(10, 100),
                            RequestsPerSecond = random.Next(2) == 0 ? null : random.Next(1, 500),
                        }
                    );
                    if (random.Next(3) == 0)
                    {
                        workload.WithDisruptionBudget(new(random.Next(0, 8)));
                    }
                    if (random.Next(3) == 0)
                    {
                        workload.WithRollout(new((RolloutStrategy)random.Next(3)) { CanaryWeight = random.Next(0, 101) });
                    }
                    if (random.Next(3) == 0)
                    {
                        workload.WithExposure(
                            new(random.GetItems(["a.example.com", "b.example.com", "c.example.com"], random.Next(1, 3)))
                            {
                                Path = random.GetItems(["/", "/api/", "/api", $"/{name}/"], 1)[0],
                                Tls = random.Next(4) > 0,
                                IsPublic = random.Next(4) > 0,
                            }
                        );
                    }
                },
                random.Next(5) == 0 ? WorkloadKind.Step : WorkloadKind.Service
            );
        }
        var edges =
            from caller in names.Append("internet")
            from callee in names
            where caller != callee && random.Next(3) == 0
            select (caller, callee);
        foreach (var (caller, callee) in edges)
        {
            shop.Calls(caller, callee);
        }
        return shop.Context();
    }
}
