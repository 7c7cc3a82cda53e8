using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>
/// A Kafka cluster that Strimzi runs, without ZooKeeper. One listener, with TLS and passwords; what no user was given is denied.
/// </summary>
internal sealed class Strimzi : IStoreRealization
{
    public const string Api = "kafka.strimzi.io/v1";
    private const string ClusterLabel = "strimzi.io/cluster";
    private const string Metrics = "kafka-metrics.yaml";

    public StoreKind Kind => StoreKind.Kafka;

    public Realization Realization => Realization.Operator;

    /// <summary>Copies of every partition.</summary>
    public static int Replicas(StoreScope scope) => Math.Min(scope.Intent.Instances, 3);

    /// <summary>An object that belongs to the cluster says so.</summary>
    public static KubernetesObject Member(StoreScope scope, string kind, string name, string file, JsonObject spec)
    {
        var member = scope.Object(Api, kind, name, file, new() { ["spec"] = spec });
        member.Tree["metadata"]!["labels"]![ClusterLabel] = scope.Name;
        return member;
    }

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        yield return scope.Object(
            "v1",
            "ConfigMap",
            scope.NameOf("metrics"),
            "metrics",
            new() { ["data"] = new JsonObject { [Metrics] = KafkaMetrics.Rules } }
        );
        yield return scope.Object(Api, "Kafka", scope.Name, "kafka", new() { ["spec"] = Spec(scope) }, scope.RecoveryTargets());
        yield return Member(scope, "KafkaNodePool", scope.NameOf("broker"), "node-pool", Pool(scope));
        foreach (var part in StrimziTopics.Objects(scope).Concat(StrimziUsers.Objects(scope)))
        {
            yield return part;
        }
    }

    private static JsonObject Spec(StoreScope scope)
    {
        var kafka = new JsonObject
        {
            ["listeners"] = new JsonArray(Listener(scope)),
            ["authorization"] = new JsonObject { ["type"] = "simple" },
            ["config"] = Config(scope),
        };
        if (scope.SpansZones)
        {
            kafka["rack"] = new JsonObject { ["topologyKey"] = Trees.Zone };
        }
        kafka["metricsConfig"] = new JsonObject
        {
            ["type"] = "jmxPrometheusExporter",
            ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = Trees.SecretKey(scope.NameOf("metrics"), Metrics) },
        };
        kafka["template"] = new JsonObject { ["pod"] = Pod(scope) };
        return new()
        {
            ["kafka"] = kafka,
            ["entityOperator"] = new JsonObject
            {
                ["topicOperator"] = new JsonObject { ["resources"] = Trees.Resources(ComputeDefaults.Resources) },
                ["userOperator"] = new JsonObject { ["resources"] = Trees.Resources(ComputeDefaults.Resources) },
                ["template"] = new JsonObject
                {
                    ["pod"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = scope.Labels() } },
                },
            },
            ["kafkaExporter"] = new JsonObject
            {
                ["topicRegex"] = ".*",
                ["groupRegex"] = ".*",
                ["resources"] = Trees.Resources(ComputeDefaults.Resources),
                ["template"] = new JsonObject
                {
                    ["pod"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = scope.Labels() } },
                },
            },
        };
    }

    // Strimzi writes network policies of its own, which let everybody in whom the listener does not name.
    private static JsonObject Listener(StoreScope scope)
    {
        var listener = new JsonObject
        {
            ["name"] = "tls",
            ["port"] = scope.Store.PortOf(),
            ["type"] = "internal",
            ["tls"] = scope.Store.HasTls(),
            ["authentication"] = new JsonObject { ["type"] = "scram-sha-512" },
        };
        listener["networkPolicyPeers"] = Trees.List(
            scope.Users.Select(user => new JsonObject
            {
                ["namespaceSelector"] = new JsonObject
                {
                    ["matchLabels"] = new JsonObject { ["kubernetes.io/metadata.name"] = scope.Context.ApplicationNamespace },
                },
                ["podSelector"] = new JsonObject { ["matchLabels"] = scope.Context.Selector(user.Name) },
            })
        );
        return listener;
    }

    // Numbers as numbers: the schema takes any, and the operator compares.
    private static JsonObject Config(StoreScope scope)
    {
        var replicas = Replicas(scope).ToString(CultureInfo.InvariantCulture);
        var inSync = Math.Max(1, Replicas(scope) - 1).ToString(CultureInfo.InvariantCulture);
        var config = new JsonObject();
        foreach (
            var (name, value) in scope.Settings(
                KeyValuePair.Create("default.replication.factor", replicas),
                KeyValuePair.Create("min.insync.replicas", inSync),
                KeyValuePair.Create("offsets.topic.replication.factor", replicas),
                KeyValuePair.Create("transaction.state.log.replication.factor", replicas),
                KeyValuePair.Create("transaction.state.log.min.isr", inSync),
                KeyValuePair.Create("auto.create.topics.enable", "false")
            )
        )
        {
            config[name] =
                long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number
                : bool.TryParse(value, out var flag) ? flag
                : value;
        }
        return config;
    }

    private static JsonObject Pod(StoreScope scope)
    {
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = scope.Labels() },
            ["terminationGracePeriodSeconds"] = 120,
        };
        if (scope.SpansZones)
        {
            pod["topologySpreadConstraints"] = Trees.SpreadOverZones(new() { ["strimzi.io/pool-name"] = scope.NameOf("broker") });
        }
        return pod;
    }

    private static JsonObject Pool(StoreScope scope)
    {
        var volume = new JsonObject
        {
            ["id"] = 0,
            ["type"] = "persistent-claim",
            ["size"] = scope.Intent.Storage,
        };
        if (scope.Intent.StorageClass is { } storageClass)
        {
            volume["class"] = storageClass;
        }
        volume["deleteClaim"] = false;
        volume["kraftMetadata"] = "shared";
        return new()
        {
            ["replicas"] = scope.Intent.Instances,
            ["roles"] = new JsonArray("controller", "broker"),
            ["storage"] = new JsonObject { ["type"] = "jbod", ["volumes"] = new JsonArray(volume) },
            ["resources"] = Trees.Resources(scope.Store.Resources),
        };
    }
}
