using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Stores.Realizations;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Platform.Hosting.Publishing.Stores.Backups;

/// <summary>
/// A full copy by schedule and every change between: the cluster can be had as it was at any moment of the retention. By Barman's plugin; the
/// cluster's own <c>barmanObjectStore</c> is on its way out.
/// </summary>
internal static class PostgresBackups
{
    private const string Plugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>The cluster's entry; null where it is not backed up.</summary>
    public static JsonObject? ArchiverOf(StoreScope scope) =>
        LocationOf(scope) is null
            ? null
            : new()
            {
                ["name"] = Plugin,
                ["isWALArchiver"] = true,
                ["parameters"] = new JsonObject { ["barmanObjectName"] = NameOf(scope) },
            };

    public static IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        if (LocationOf(scope) is not { } location || scope.Store.Backup is not { } backup)
        {
            yield break;
        }
        yield return scope.Object(
            "barmancloud.cnpg.io/v1",
            "ObjectStore",
            NameOf(scope),
            "backup",
            new() { ["spec"] = ObjectStore(scope, location, backup) }
        );
        yield return scope.Object(
            "postgresql.cnpg.io/v1",
            "ScheduledBackup",
            NameOf(scope),
            "backup",
            new()
            {
                ["spec"] = new JsonObject
                {
                    // Six fields here: seconds come first.
                    ["schedule"] = $"0 {backup.Schedule}",
                    ["immediate"] = true,
                    ["backupOwnerReference"] = "self",
                    ["cluster"] = new JsonObject { ["name"] = scope.Name },
                    ["method"] = "plugin",
                    ["pluginConfiguration"] = new JsonObject { ["name"] = Plugin },
                },
            },
            scope.RecoveryTargets()
        );
    }

    /// <summary>The key of the bucket, one for all stores of the stage.</summary>
    public static KubernetesObject Credentials(KubernetesContext context) =>
        new(
            ExternalSecret.Of(
                context,
                BackupLocation.Credentials,
                context.DataNamespace,
                "backup",
                [Key("ACCESS_KEY_ID", "access-key-id"), Key("SECRET_ACCESS_KEY", "secret-access-key")]
            ),
            "backup-credentials.yaml"
        );

    private static JsonObject ObjectStore(StoreScope scope, BackupLocation location, Backup backup) =>
        new()
        {
            ["configuration"] = new JsonObject
            {
                ["destinationPath"] = $"{location}/{scope.Name}",
                ["s3Credentials"] = new JsonObject
                {
                    ["accessKeyId"] = Trees.SecretKey(BackupLocation.Credentials, "ACCESS_KEY_ID"),
                    ["secretAccessKey"] = Trees.SecretKey(BackupLocation.Credentials, "SECRET_ACCESS_KEY"),
                },
                ["wal"] = new JsonObject
                {
                    ["compression"] = "gzip",
                    ["encryption"] = "AES256",
                    ["maxParallel"] = 8,
                },
                ["data"] = new JsonObject { ["compression"] = "gzip", ["encryption"] = "AES256" },
            },
            ["retentionPolicy"] = string.Create(CultureInfo.InvariantCulture, $"{backup.RetentionDays}d"),
        };

    private static BackupLocation? LocationOf(StoreScope scope) =>
        scope.Store.Backup is null ? null : BackupLocation.Of(scope.Context.Model);

    private static NeededKey Key(string key, string property) => new(key, new GivenSecret("backup", property, $"backup-{property}"));

    private static string NameOf(StoreScope scope) => scope.NameOf("backup");
}
