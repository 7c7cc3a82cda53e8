using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>What the realization of a store settles for every target.</summary>
public static class StoreRealizations
{
    private const int PostgreSql = 5432;
    private const int Redis = 6379;
    private const int Kafka = 9092;
    private const int KafkaTls = 9093;
    private const int Elasticsearch = 9200;
    private const int Minio = 9000;
    private const int Https = 443;
    private const int Http = 80;

    /// <summary>Whether clients speak TLS to it.</summary>
    public static bool HasTls(this Store store) => store.Realization.Tls ?? store.Realization.Realization is not Realization.Plain;

    /// <summary>Whether it runs in the target: a plain container, or an operator's cluster.</summary>
    public static bool IsInside(this Store store) => store.Realization.Realization is Realization.Plain or Realization.Operator;

    /// <summary>Where clients connect.</summary>
    public static int PortOf(this Store store) => (store.IsInside() ? null : store.Realization.Port) ?? DefaultPort(store);

    /// <summary>As the URL of an endpoint of it begins.</summary>
    public static string SchemeOf(this Store store) =>
        store.Kind is StoreKind.Elasticsearch or StoreKind.S3 ? (store.HasTls() ? "https" : "http")
        : store.Kind is StoreKind.Redis ? (store.HasTls() ? "rediss" : "redis")
        : "tcp";

    private static int DefaultPort(Store store) =>
        store.Kind switch
        {
            StoreKind.PostgreSql => PostgreSql,
            StoreKind.Redis => Redis,
            StoreKind.Kafka => store.HasTls() ? KafkaTls : Kafka,
            StoreKind.Elasticsearch when store.IsInside() => Elasticsearch,
            StoreKind.S3 when store.IsInside() => Minio,
            _ => store.HasTls() ? Https : Http,
        };
}
