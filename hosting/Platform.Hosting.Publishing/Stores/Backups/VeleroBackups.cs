using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Backups;

/// <summary>
/// The cluster's objects and volumes, by Velero: all namespaces by the stage's schedule, and each store that does not back itself up by its
/// own. PostgreSQL archives its changes itself: a dump into a pod, as Aegis' hook made, is in no copy of a volume.
/// </summary>
public sealed class VeleroBackups : IKubernetesContributor
{
    /// <summary>The Kustomize component: its kinds are no part of Kubernetes.</summary>
    public const string Component = "velero";
    private const string Home = "velero";
    private const string Api = "velero.io/v1";
    private const string Default = "default";
    private static readonly string[] Excluded = ["events", "events.events.k8s.io"];

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (BackupLocation.Of(context.Model) is not { } location)
        {
            yield break;
        }
        if (context.Model.Stores.Any(store => store.Backup is not null && BacksItselfUp(store)))
        {
            yield return PostgresBackups.Credentials(context);
        }
        yield return Object(context, "BackupStorageLocation", Default, StorageLocation(context, location));
        yield return Object(
            context,
            "VolumeSnapshotLocation",
            Default,
            new()
            {
                ["provider"] = "aws",
                ["config"] = new JsonObject { ["region"] = context.Model.Settings.Cluster.Region },
            }
        );
        yield return Object(context, "Schedule", KubernetesName.Of($"{context.Model.Application}-daily"), Daily(context));
        foreach (var store in context.Model.Stores.Where(store => store.IsInside() && !BacksItselfUp(store)))
        {
            if (store.Backup is { } backup)
            {
                yield return OfStore(context, store, backup);
            }
        }
    }

    private static bool BacksItselfUp(Store store) =>
        store is { Kind: StoreKind.PostgreSql, Realization.Realization: Realization.Operator };

    private static JsonObject StorageLocation(KubernetesContext context, BackupLocation location) =>
        new()
        {
            ["provider"] = "aws",
            ["default"] = true,
            ["objectStorage"] = new JsonObject { ["bucket"] = location.Bucket, ["prefix"] = $"{location.Prefix}/cluster" },
            ["config"] = new JsonObject { ["region"] = context.Model.Settings.Cluster.Region },
            ["credential"] = new JsonObject { ["name"] = "cloud-credentials", ["key"] = "cloud" },
        };

    private static JsonObject Daily(KubernetesContext context)
    {
        var settings = context.Model.Settings.Backup;
        IReadOnlyList<string> included =
            settings.IncludeNamespaces.Count > 0
                ? settings.IncludeNamespaces
                : [context.ApplicationNamespace, context.DataNamespace, context.MonitoringNamespace];
        var template = new JsonObject
        {
            ["includedNamespaces"] = NewObject.List(included),
            ["excludedResources"] = NewObject.List(settings.ExcludeResources.Count > 0 ? settings.ExcludeResources : Excluded),
        };
        return Schedule(settings.Schedule, settings.RetentionDays, template);
    }

    private static KubernetesObject OfStore(KubernetesContext context, Store store, Backup backup)
    {
        var template = new JsonObject
        {
            ["includedNamespaces"] = NewObject.List([context.DataNamespace]),
            ["labelSelector"] = new JsonObject { ["matchLabels"] = context.Selector(store.Name) },
        };
        var schedule = Object(
            context,
            "Schedule",
            KubernetesName.Of($"{context.Model.Application}-{store.Name}"),
            Schedule(backup.Schedule, backup.RetentionDays, template)
        );
        schedule.Tree["metadata"]!["annotations"] = new JsonObject
        {
            ["recovery-point"] = Minutes(backup.RecoveryPoint),
            ["recovery-time"] = Minutes(backup.RecoveryTime),
        };
        return schedule;
    }

    private static JsonObject Schedule(string cron, int retentionDays, JsonObject template)
    {
        template["storageLocation"] = Default;
        template["volumeSnapshotLocations"] = new JsonArray(Default);
        template["ttl"] = string.Create(CultureInfo.InvariantCulture, $"{retentionDays * 24}h0m0s");
        return new() { ["schedule"] = cron, ["template"] = template };
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}m");

    private static KubernetesObject Object(KubernetesContext context, string kind, string name, JsonObject spec)
    {
        var tree = context.New(Api, kind, name, "backup", Home);
        tree["spec"] = spec;
        return new(tree, "backup.yaml") { Component = Component };
    }
}
