using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.FileStores.Queues;
using Platform.FileStores.Stores;

namespace Microsoft.Extensions.Hosting;

/// <summary>The stores that a service is connected to.</summary>
public static class FileStoresExtensions
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        [$"Resilience:{OnPremisesFileStore.ClientName}:TotalTimeout"] = "06:00:00",
        [$"Resilience:{OnPremisesFileStore.ClientName}:AttemptTimeout"] = "06:00:00",
        [$"Resilience:{OnPremisesFileStore.ClientName}:MaxRetries"] = "0",
        // A long poll takes 20 seconds.
        [$"Resilience:{QueueClient.ClientName}:TotalTimeout"] = "00:01:00",
        [$"Resilience:{QueueClient.ClientName}:AttemptTimeout"] = "00:00:30",
    };

    /// <summary>
    /// Registers an <see cref="IFileStore"/> for each place that is configured (connection strings <c>storage</c> and <c>oci-storage</c>, the service
    /// <c>on-premises</c>), <see cref="FileStoreSet"/> over them, and the queue's client. Buckets: <c>Storage:Bucket</c>, <c>Storage:OciBucket</c>.
    /// </summary>
    public static void AddFileStores(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (configuration.GetConnectionString("storage") is not null)
        {
            builder.AddS3Client("storage", settings => settings.FailureStatus = HealthStatus.Degraded);
            AddBucket(builder, StorageTargets.Aws, "storage", configuration["Storage:Bucket"] ?? "files", PathStyle);
        }
        if (configuration.GetConnectionString("oci-storage") is not null)
        {
            builder.AddKeyedS3Client("oci-storage", settings => settings.FailureStatus = HealthStatus.Degraded);
            AddBucket(
                builder,
                StorageTargets.Oci,
                "oci-storage",
                configuration["Storage:OciBucket"] ?? "oci-files",
                (_, bucket, key) => $"oci://{bucket}/{key}"
            );
        }
        if (configuration.GetSection("services:on-premises").Exists())
        {
            builder.Services.AddSingleton<IFileStore, OnPremisesFileStore>();
        }
        builder.Services.AddSingleton<FileStoreSet>();
        builder.Services.AddSingleton<QueueClient>();
    }

    private static void AddBucket(
        IHostApplicationBuilder builder,
        string target,
        string connection,
        string bucket,
        Func<IAmazonS3, string, string, string> url
    ) =>
        builder.Services.AddSingleton<IFileStore>(services =>
        {
            var client = services.GetRequiredKeyedService<IAmazonS3>(connection);
            return new S3FileStore(client, target, bucket, (name, key) => url(client, name, key));
        });

    private static string PathStyle(IAmazonS3 client, string bucket, string key) =>
        $"{client.Config.ServiceURL.TrimEnd('/')}/{bucket}/{key}";
}
