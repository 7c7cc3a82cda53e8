using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Backups;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>A PostgreSQL cluster that CloudNativePG runs: a role for each service, its databases, a pooler, and backups with the log of every change.</summary>
internal sealed class CloudNativePg : IStoreRealization
{
    private const string Api = "postgresql.cnpg.io/v1";
    private const string DefaultRepository = "ghcr.io/cloudnative-pg/postgresql";
    private const int DefaultConnections = 200;
    private const int ReservedConnections = 20;
    private const int FewestPooled = 5;

    public StoreKind Kind => StoreKind.PostgreSql;

    public Realization Realization => Realization.Operator;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        yield return scope.Object(Api, "Cluster", scope.Name, "cluster", new() { ["spec"] = Spec(scope) }, scope.RecoveryTargets());
        foreach (var database in Owned(scope))
        {
            yield return Database(scope, database);
        }
        if (KubernetesStores.HasPooler(scope.Store))
        {
            yield return Pooler(scope);
        }
        foreach (var backup in PostgresBackups.Objects(scope))
        {
            yield return backup;
        }
    }

    private static IEnumerable<StoreDatabase> Owned(StoreScope scope) => scope.Store.Databases.Where(database => database.Owners.Count > 0);

    private static JsonObject Spec(StoreScope scope)
    {
        var spec = new JsonObject
        {
            ["instances"] = scope.Intent.Instances,
            ["imageName"] = scope.Intent.Image ?? $"{DefaultRepository}:{scope.Store.Image.Tag}",
            ["primaryUpdateStrategy"] = "unsupervised",
            ["enableSuperuserAccess"] = false,
            ["inheritedMetadata"] = new JsonObject { ["labels"] = scope.Labels() },
        };
        if (Owned(scope).FirstOrDefault() is { } first)
        {
            spec["bootstrap"] = new JsonObject
            {
                ["initdb"] = new JsonObject
                {
                    ["database"] = first.DatabaseName,
                    ["owner"] = first.Owners[0],
                    ["secret"] = new JsonObject { ["name"] = new StoreUser(scope.Store, WorkloadOf(scope, first.Owners[0])).ObjectName },
                    ["dataChecksums"] = true,
                },
            };
        }
        if (scope.Users.Count > 0)
        {
            spec["managed"] = new JsonObject { ["roles"] = Trees.List(scope.Users.Select(user => Role(scope, user))) };
        }
        spec["postgresql"] = Server(scope);
        if (KubernetesStores.HasPooler(scope.Store))
        {
            // The pooler shows the cluster's certificate: its own name must be in it.
            spec["certificates"] = new JsonObject
            {
                ["serverAltDNSNames"] = new JsonArray(
                    KubernetesStores.PoolerOf(scope.Store),
                    KubernetesStores.HostOf(scope.Context, scope.Store)
                ),
            };
        }
        spec["storage"] = Storage(scope);
        spec["resources"] = Trees.Resources(scope.Store.Resources);
        if (scope.SpansZones)
        {
            spec["affinity"] = new JsonObject
            {
                ["enablePodAntiAffinity"] = true,
                ["podAntiAffinityType"] = "required",
                ["topologyKey"] = Trees.Zone,
            };
        }
        if (PostgresBackups.ArchiverOf(scope) is { } archiver)
        {
            spec["plugins"] = new JsonArray(archiver);
        }
        spec["monitoring"] = new JsonObject { ["enablePodMonitor"] = true };
        return spec;
    }

    private static JsonObject Server(StoreScope scope)
    {
        var server = new JsonObject { ["parameters"] = Trees.Map(Parameters(scope)) };
        if (scope.SpansZones)
        {
            // An acknowledged change is on two members; with one left, it goes on alone.
            server["synchronous"] = new JsonObject
            {
                ["method"] = "any",
                ["number"] = 1,
                ["dataDurability"] = "preferred",
            };
        }
        return server;
    }

    private static JsonObject Role(StoreScope scope, StoreUser user)
    {
        var role = new JsonObject
        {
            ["name"] = user.Name,
            ["ensure"] = "present",
            ["login"] = true,
        };
        if (user.UsesServer)
        {
            role["createdb"] = true;
        }
        // Of a database that several use, the first is the owner; the others work in its name.
        var shared = user.Databases.Select(database => database.Owners[0]).Where(owner => owner != user.Name).Distinct().ToList();
        if (shared.Count > 0)
        {
            role["inRoles"] = Trees.List(shared);
        }
        role["passwordSecret"] = new JsonObject { ["name"] = user.ObjectName };
        return role;
    }

    private static SortedDictionary<string, string> Parameters(StoreScope scope)
    {
        var parameters = scope.Settings(KeyValuePair.Create("max_connections", DefaultConnections.ToString(CultureInfo.InvariantCulture)));
        if (scope.Store.Backup is { } backup)
        {
            // What is not in an archived segment is lost with the cluster.
            var seconds = Math.Min((int)backup.RecoveryPoint.TotalSeconds / 3, 300);
            parameters.TryAdd("archive_timeout", $"{seconds}s");
        }
        return parameters;
    }

    private static JsonObject Storage(StoreScope scope)
    {
        var storage = new JsonObject { ["size"] = scope.Intent.Storage };
        if (scope.Intent.StorageClass is { } storageClass)
        {
            storage["storageClass"] = storageClass;
        }
        return storage;
    }

    private static KubernetesObject Database(StoreScope scope, StoreDatabase database) =>
        scope.Object(
            Api,
            "Database",
            scope.NameOf(database.Name),
            "databases",
            new()
            {
                ["spec"] = new JsonObject
                {
                    ["cluster"] = new JsonObject { ["name"] = scope.Name },
                    ["name"] = database.DatabaseName,
                    ["owner"] = database.Owners[0],
                    // Whoever takes a service out of the graph does not mean its data.
                    ["databaseReclaimPolicy"] = "retain",
                },
            }
        );

    // Sessions, not transactions: services hold advisory locks and listen to notifications.
    private static KubernetesObject Pooler(StoreScope scope)
    {
        var poolers = Math.Min(scope.Intent.Instances, 3);
        var connections = int.Parse(Parameters(scope)["max_connections"], CultureInfo.InvariantCulture);
        var pooled = Math.Max(FewestPooled, (connections - ReservedConnections) / (poolers * Math.Max(1, scope.Users.Count)));
        return scope.Object(
            Api,
            "Pooler",
            KubernetesStores.PoolerOf(scope.Store),
            "pooler",
            new()
            {
                ["spec"] = new JsonObject
                {
                    ["cluster"] = new JsonObject { ["name"] = scope.Name },
                    ["instances"] = poolers,
                    ["type"] = "rw",
                    ["pgbouncer"] = new JsonObject
                    {
                        ["poolMode"] = "session",
                        ["parameters"] = new JsonObject
                        {
                            ["max_client_conn"] = "1000",
                            ["default_pool_size"] = pooled.ToString(CultureInfo.InvariantCulture),
                        },
                    },
                    ["template"] = new JsonObject
                    {
                        ["metadata"] = new JsonObject { ["labels"] = scope.Labels() },
                        ["spec"] = new JsonObject
                        {
                            ["containers"] = new JsonArray(
                                new JsonObject { ["name"] = "pgbouncer", ["resources"] = Trees.Resources(ComputeDefaults.Resources) }
                            ),
                            ["topologySpreadConstraints"] = Trees.SpreadOverZones(
                                new() { ["cnpg.io/poolerName"] = KubernetesStores.PoolerOf(scope.Store) }
                            ),
                        },
                    },
                },
            }
        );
    }

    private static Workload WorkloadOf(StoreScope scope, string name) => scope.Users.First(user => user.Name == name).Workload;
}
