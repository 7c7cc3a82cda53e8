namespace Platform.Hosting.Publishing.Model;

/// <summary>The ports of stores beside those that their clients use: among members, for the operator, for scraping.</summary>
public static class MemberPorts
{
    /// <summary>Among the members of a cluster.</summary>
    public static IReadOnlyList<EdgePort> Replication(StoreKind kind) =>
        kind switch
        {
            StoreKind.PostgreSql => [new("postgres", 5432), new("status", 8000)],
            StoreKind.Redis => [new("redis", 6379), new("bus", 16379), new("sentinel", 26379)],
            StoreKind.Kafka => [new("control-plane", 9090), new("replication", 9091)],
            StoreKind.Elasticsearch => [new("transport", 9300), new("http", 9200)],
            StoreKind.S3 => [new("http", 9000)],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>For the operator that runs the cluster.</summary>
    public static IReadOnlyList<EdgePort> Administration(StoreKind kind) =>
        kind switch
        {
            StoreKind.PostgreSql => [new("status", 8000), new("postgres", 5432)],
            StoreKind.Redis => [new("redis", 6379), new("sentinel", 26379)],
            StoreKind.Kafka => [new("control-plane", 9090), new("replication", 9091), new("agent", 8443)],
            StoreKind.Elasticsearch => [new("http", 9200)],
            StoreKind.S3 => [new("http", 9000)],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Where its exporter is scraped: CloudNativePG's and Strimzi's own, redis_exporter, elasticsearch_exporter, MinIO itself.</summary>
    public static EdgePort Metrics(StoreKind kind) =>
        kind switch
        {
            StoreKind.PostgreSql => new("metrics", 9187),
            StoreKind.Redis => new("metrics", 9121),
            StoreKind.Kafka => new("metrics", 9404),
            StoreKind.Elasticsearch => new("metrics", 9114),
            StoreKind.S3 => new("metrics", 9000),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
