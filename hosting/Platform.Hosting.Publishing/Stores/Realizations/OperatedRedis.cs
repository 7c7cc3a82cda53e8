using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Redis that the operator runs: from three members on sharded, each shard with a follower in another zone; below, one leads.</summary>
internal sealed class OperatedRedis : IStoreRealization
{
    private const string Api = "redis.redis.opstreelabs.in/v1beta2";
    private const string DefaultImage = "quay.io/opstree/redis:v7.0.15";
    private const string ExporterImage = "quay.io/opstree/redis-exporter:v1.44.0";
    private const int User = 1000;

    public StoreKind Kind => StoreKind.Redis;

    public Realization Realization => Realization.Operator;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        yield return scope.Object(
            "v1",
            "ConfigMap",
            ConfigurationOf(scope),
            "configuration",
            new() { ["data"] = new JsonObject { ["redis-additional.conf"] = Configuration(scope) } }
        );
        yield return KubernetesStores.IsSharded(scope.Store)
            ? scope.Object(Api, "RedisCluster", scope.Name, "cluster", new() { ["spec"] = Sharded(scope) }, scope.RecoveryTargets())
            : scope.Object(
                Api,
                "RedisReplication",
                scope.Name,
                "replication",
                new() { ["spec"] = Replicated(scope) },
                scope.RecoveryTargets()
            );
        if (scope.Store.HasTls())
        {
            yield return PlainTls.Certificate(scope, ServicesOf(scope));
        }
    }

    private static string ConfigurationOf(StoreScope scope) => scope.NameOf("configuration");

    private static string[] ServicesOf(StoreScope scope) =>
        KubernetesStores.IsSharded(scope.Store)
            ? [$"{scope.Name}-leader", $"{scope.Name}-leader-headless", $"{scope.Name}-follower", $"{scope.Name}-follower-headless"]
            : [scope.Name, $"{scope.Name}-master", $"{scope.Name}-replica", $"{scope.Name}-headless"];

    private static string Configuration(StoreScope scope)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in scope.Settings(RedisSettings.Usual))
        {
            text.Append($"{name} {value}\n");
        }
        return text.ToString();
    }

    private static JsonObject Sharded(StoreScope scope)
    {
        var spec = Common(scope);
        spec["clusterSize"] = scope.Intent.Instances;
        spec["clusterVersion"] = "v7";
        spec["persistenceEnabled"] = true;
        spec["redisLeader"] = Group(scope, "leader");
        spec["redisFollower"] = Group(scope, "follower");
        ((JsonObject)spec["storage"]!)["nodeConfVolume"] = true;
        ((JsonObject)spec["storage"]!)["nodeConfVolumeClaimTemplate"] = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["accessModes"] = new JsonArray("ReadWriteOnce"),
                ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = "1Gi" } },
            },
        };
        return spec;
    }

    private static JsonObject Group(StoreScope scope, string role)
    {
        var selector = scope.Selector();
        selector["role"] = role;
        return new()
        {
            ["replicas"] = scope.Intent.Instances,
            ["redisConfig"] = new JsonObject { ["additionalRedisConfig"] = ConfigurationOf(scope) },
            ["resources"] = Trees.Resources(scope.Store.Resources),
            ["affinity"] = Trees.ApartByZone(selector),
            ["securityContext"] = Trees.ContainerSecurity(isReadOnly: false),
            ["pdb"] = new JsonObject { ["enabled"] = true, ["maxUnavailable"] = 1 },
        };
    }

    private static JsonObject Replicated(StoreScope scope)
    {
        var spec = Common(scope);
        spec["clusterSize"] = scope.Intent.Instances;
        spec["redisConfig"] = new JsonObject { ["additionalRedisConfig"] = ConfigurationOf(scope) };
        spec["securityContext"] = Trees.ContainerSecurity(isReadOnly: false);
        ((JsonObject)spec["kubernetesConfig"]!)["resources"] = Trees.Resources(scope.Store.Resources);
        if (scope.SpansZones)
        {
            spec["affinity"] = Trees.ApartByZone(scope.Selector());
            spec["pdb"] = new JsonObject { ["enabled"] = true, ["maxUnavailable"] = 1 };
        }
        return spec;
    }

    private static JsonObject Common(StoreScope scope)
    {
        var spec = new JsonObject
        {
            ["podSecurityContext"] = Trees.PodSecurity(User),
            ["kubernetesConfig"] = new JsonObject
            {
                ["image"] = scope.Intent.Image ?? DefaultImage,
                ["imagePullPolicy"] = "IfNotPresent",
                ["redisSecret"] = Trees.SecretKey(scope.AdministratorSecret, "password"),
            },
            ["redisExporter"] = new JsonObject
            {
                ["enabled"] = true,
                ["image"] = ExporterImage,
                ["resources"] = Trees.Resources(ComputeDefaults.Resources),
            },
            ["storage"] = new JsonObject { ["volumeClaimTemplate"] = new JsonObject { ["spec"] = scope.VolumeClaim() } },
        };
        if (scope.Store.HasTls())
        {
            spec["TLS"] = new JsonObject
            {
                ["ca"] = "ca.crt",
                ["cert"] = "tls.crt",
                ["key"] = "tls.key",
                ["secret"] = new JsonObject { ["secretName"] = StoreCertificates.SecretOf(scope.Store) },
            };
        }
        return spec;
    }
}
