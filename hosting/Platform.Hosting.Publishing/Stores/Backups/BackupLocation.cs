using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Backups;

/// <summary>Where a stage's copies go: a bucket and a path in it.</summary>
internal sealed record BackupLocation(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>The Secret beside the stores with the key of the bucket.</summary>
    public const string Credentials = "backup-credentials";

    /// <summary>Null: nothing is backed up in the stage.</summary>
    /// <exception cref="DistributedApplicationException">The location is not one that speaks S3.</exception>
    public static BackupLocation? Of(DeploymentModel model)
    {
        var settings = model.Settings;
        var hasData = model.Stores.Any(store => store.Backup is not null && store.IsInside());
        if (!hasData || !settings.Backup.Enabled || !settings.Cluster.EnableBackup)
        {
            return null;
        }
        if (!settings.Backup.Location.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new DistributedApplicationException(
                $"Backups of {model.Stage.Name()} go to '{settings.Backup.Location}', which is no S3 location: write Backup.Location as s3://bucket or s3://bucket/path; other clouds' buckets speak S3 too."
            );
        }
        var path = settings.Backup.Location[Scheme.Length..].TrimEnd('/');
        var slash = path.IndexOf('/');
        var (bucket, prefix) = slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..] + "/");
        return new(bucket, $"{prefix}{model.Stage.Name()}");
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";
}
