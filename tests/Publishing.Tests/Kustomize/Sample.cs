using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Publishing.Tests.Kustomize;

/// <summary>A shop of a few objects, as somebody might write it.</summary>
internal static class Sample
{
    public static IReadOnlyList<StageObjects> Stages { get; } =
    [.. Platform.Hosting.Deployment.Stages.All.Select(stage => new StageObjects(stage, [.. Objects(stage)]))];

    private static IEnumerable<KubernetesObject> Objects(Stage stage)
    {
        var isLarge = stage is Stage.Prod or Stage.Perf;
        yield return new(
            Tree(
                stage,
                "v1",
                "ConfigMap",
                "shop-config",
                $$$"""{"data": {"LOG_LEVEL": "{{{(stage == Stage.Dev ? "Debug" : "Information")}}}", "CURRENCY": "KRW", "ON": "yes"}}"""
            ),
            "shop/config.yaml"
        );
        var certificate = stage == Stage.Dev ? "" : """, {"name": "tls", "secret": {"secretName": "shop-tls"}}""";
        yield return new(
            Tree(
                stage,
                "apps/v1",
                "Deployment",
                "shop",
                $$$"""
                {"spec": {
                  "replicas": {{{(isLarge ? 3 : 1)}}},
                  "selector": {"matchLabels": {"app": "shop"}},
                  "template": {
                    "metadata": {"labels": {"app": "shop", "environment": "{{{stage.Name()}}}"}},
                    "spec": {
                      "containers": [{
                        "name": "shop", "image": "open-market/shop:{{{(stage == Stage.Dev ? "1.1.0" : "1.0.0")}}}",
                        "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "$(A){{{(
                    isLarge ? "x" : ""
                )}}}"}, {"name": "C", "value": "3"}],
                        "resources": {"limits": {"cpu": "{{{(isLarge ? "2" : "500m")}}}", "memory": "512Mi"}}
                      }],
                      "volumes": [{"name": "tmp", "emptyDir": {}}{{{certificate}}}]
                    }
                  }
                }}
                """
            ),
            "shop/deployment.yaml"
        );
        if (isLarge)
        {
            yield return new(
                Tree(stage, "policy/v1", "PodDisruptionBudget", "shop", """{"spec": {"maxUnavailable": 1}}"""),
                "shop/pdb.yaml"
            );
        }
        if (stage == Stage.Dev)
        {
            yield return new(Tree(stage, "v1", "Service", "debug", """{"spec": {"ports": [{"port": 80}]}}"""), "debug/service.yaml");
        }
        yield return new(
            Tree(
                stage,
                "monitoring.coreos.com/v1",
                "PrometheusRule",
                "shop",
                """{"spec": {"groups": [{"name": "shop", "rules": [{"alert": "Down", "expr": "up == 0", "annotations": {"summary": "{{ $labels.pod }} is down"}}]}]}}"""
            ),
            "shop/rules.yaml"
        )
        {
            Component = "monitoring",
        };
    }

    private static JsonObject Tree(Stage stage, string apiVersion, string kind, string name, string rest)
    {
        var tree = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "open-market",
                ["labels"] = new JsonObject { ["app"] = name, ["environment"] = stage.Name() },
            },
        };
        foreach (var (key, value) in JsonNode.Parse(rest)!.AsObject())
        {
            tree[key] = value?.DeepClone();
        }
        return tree;
    }
}
