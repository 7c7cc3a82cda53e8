using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>An Elasticsearch cluster that Elastic's operator runs, with a user for each service and shards in different zones.</summary>
internal sealed class Eck : IStoreRealization
{
    private const string ZoneVariable = "ZONE";

    public StoreKind Kind => StoreKind.Elasticsearch;

    public Realization Realization => Realization.Operator;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        var annotations = scope.RecoveryTargets();
        if (scope.SpansZones)
        {
            annotations["eck.k8s.elastic.co/downward-node-labels"] = Trees.Zone;
        }
        yield return scope.Object(
            "elasticsearch.k8s.elastic.co/v1",
            "Elasticsearch",
            scope.Name,
            "elasticsearch",
            new() { ["spec"] = Spec(scope) },
            annotations
        );
    }

    private static JsonObject Spec(StoreScope scope)
    {
        var spec = new JsonObject { ["version"] = scope.Store.Image.Tag };
        if (scope.Intent.Image is { } image)
        {
            spec["image"] = image;
        }
        if (scope.Users.Count > 0)
        {
            spec["auth"] = new JsonObject
            {
                ["fileRealm"] = Trees.List(scope.Users.Select(Secret)),
                ["roles"] = Trees.List(scope.Users.Select(Secret)),
            };
        }
        spec["http"] = new JsonObject
        {
            ["tls"] = new JsonObject
            {
                ["selfSignedCertificate"] = scope.Store.HasTls()
                    ? new JsonObject
                    {
                        ["subjectAltNames"] = new JsonArray(
                            new JsonObject { ["dns"] = KubernetesStores.HostOf(scope.Context, scope.Store) }
                        ),
                    }
                    : new JsonObject { ["disabled"] = true },
            },
        };
        spec["volumeClaimDeletePolicy"] = "DeleteOnScaledownOnly";
        spec["nodeSets"] = new JsonArray(NodeSet(scope));
        return spec;
    }

    private static JsonObject Secret(StoreUser user) => new() { ["secretName"] = user.ObjectName };

    private static JsonObject NodeSet(StoreScope scope)
    {
        var config = new JsonObject { ["node.store.allow_mmap"] = false };
        if (scope.SpansZones)
        {
            config["node.attr.zone"] = $"${{{ZoneVariable}}}";
            config["cluster.routing.allocation.awareness.attributes"] = "k8s_node_name,zone";
        }
        foreach (var (name, value) in scope.Settings())
        {
            config[name] = value;
        }
        return new()
        {
            ["name"] = "default",
            ["count"] = scope.Intent.Instances,
            ["config"] = config,
            ["podTemplate"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = scope.Labels() },
                ["spec"] = Pod(scope),
            },
            ["volumeClaimTemplates"] = new JsonArray(
                new JsonObject
                {
                    ["metadata"] = new JsonObject { ["name"] = "elasticsearch-data" },
                    ["spec"] = scope.VolumeClaim(),
                }
            ),
        };
    }

    private static JsonObject Pod(StoreScope scope)
    {
        var container = new JsonObject { ["name"] = "elasticsearch" };
        if (scope.SpansZones)
        {
            container["env"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = ZoneVariable,
                    ["valueFrom"] = new JsonObject
                    {
                        ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{Trees.Zone}']" },
                    },
                }
            );
        }
        container["resources"] = Trees.Resources(scope.Store.Resources);
        var pod = new JsonObject
        {
            ["securityContext"] = Trees.PodSecurity(1000),
            ["automountServiceAccountToken"] = false,
            ["containers"] = new JsonArray(container),
        };
        if (scope.SpansZones)
        {
            pod["topologySpreadConstraints"] = Trees.SpreadOverZones(scope.Selector());
        }
        return pod;
    }
}
