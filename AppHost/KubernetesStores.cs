internal static partial class Kubernetes
{
    /// <summary>Figures are Aegis' (4.5–4.7), Elasticsearch's HEAL7's: clusters over three zones; files are with the clouds. In dev each store is one container.</summary>
    public static void PublishStores(
        IResourceBuilder<PostgresServerResource> postgres,
        IResourceBuilder<RedisResource> redis,
        IResourceBuilder<KafkaServerResource> kafka,
        IResourceBuilder<ElasticsearchResource> elasticsearch,
        IResourceBuilder<MinioContainerResource> storage,
        IResourceBuilder<MinioContainerResource> ociStorage
    )
    {
        Stage[] clusters = [Stage.Staging, Stage.Prod, Stage.Perf];
        var cluster = new StoreIntent(Realization.Operator) { Instances = 3, StorageClass = "fast-ssd" };

        // At 02:00 in Seoul. PostgreSQL archives every change between; of what has no such archive a copy each quarter of an hour.
        var nightly = new Backup("0 17 * * *", RetentionDays: 30);
        var frequent = new Backup("*/15 * * * *", RetentionDays: 1);

        postgres
            .WithRealization(cluster with { Storage = "100Gi", Settings = PostgresSettings }, clusters)
            .WithRealization(cluster with { Storage = "20Gi", Settings = PostgresSettings }, Stage.Staging)
            .WithResources(new("1", "2Gi", "2", "4Gi"), clusters)
            .WithBackup(nightly, clusters);
        redis
            .WithRealization(cluster with { Storage = "10Gi", Settings = RedisSettings }, clusters)
            .WithResources(new("500m", "2Gi", "1", "2Gi"), clusters)
            .WithBackup(frequent, clusters);
        kafka
            .WithRealization(cluster with { Storage = "500Gi", Settings = KafkaSettings }, clusters)
            .WithRealization(cluster with { Storage = "50Gi", Settings = KafkaSettings }, Stage.Staging)
            .WithResources(new("1", "4Gi", "2", "4Gi"), clusters)
            .WithBackup(frequent, clusters);
        elasticsearch
            .WithRealization(cluster with { Storage = "100Gi" }, clusters)
            .WithRealization(cluster with { Storage = "20Gi" }, Stage.Staging)
            .WithResources(new("1", "4Gi", "2", "8Gi"), clusters)
            .WithBackup(nightly, clusters);

        // S3 by an endpoint within the network; OCI's from outside.
        storage.WithRealization(new(Realization.Managed) { AddressRanges = ["10.0.0.0/16"] }, clusters).WithBackup(nightly, clusters);
        ociStorage.WithRealization(new(Realization.External) { AddressRanges = ["134.70.0.0/16"] }, clusters);
        kafka.WithResources(new("250m", "1Gi", "1", "1536Mi"));
        elasticsearch.WithResources(new("500m", "2Gi", "1", "2Gi"));
    }

    private static readonly Dictionary<string, string> PostgresSettings = new()
    {
        ["max_connections"] = "200",
        ["shared_buffers"] = "256MB",
        ["effective_cache_size"] = "1GB",
        ["maintenance_work_mem"] = "64MB",
        ["checkpoint_completion_target"] = "0.9",
        ["wal_buffers"] = "16MB",
        ["default_statistics_target"] = "100",
        ["random_page_cost"] = "1.1",
        ["effective_io_concurrency"] = "200",
        ["work_mem"] = "2621kB",
        ["min_wal_size"] = "1GB",
        ["max_wal_size"] = "4GB",
        // HEAL7: statements are counted. The operator loads the library for it.
        ["pg_stat_statements.track"] = "all",
    };

    // Below the pod's limit of memory, and carts are not the cache's to forget: only what has a lifetime goes when there is no more room.
    private static readonly Dictionary<string, string> RedisSettings = new()
    {
        ["maxmemory"] = "1536mb",
        ["maxmemory-policy"] = "volatile-lru",
        ["save"] = "900 1 300 10 60 10000",
        ["appendonly"] = "yes",
        ["appendfsync"] = "everysec",
    };

    private static readonly Dictionary<string, string> KafkaSettings = new()
    {
        ["log.retention.hours"] = "168",
        ["log.segment.bytes"] = "1073741824",
        ["log.retention.check.interval.ms"] = "300000",
        ["num.network.threads"] = "8",
        ["num.io.threads"] = "8",
        ["socket.send.buffer.bytes"] = "102400",
        ["socket.receive.buffer.bytes"] = "102400",
        ["socket.request.max.bytes"] = "104857600",
    };
}
