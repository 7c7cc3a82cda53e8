using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Which resources are stores, and where their clients connect.</summary>
internal static class StoreKinds
{
    public static StoreKind? KindOf(IResource resource) =>
        resource switch
        {
            PostgresServerResource => StoreKind.PostgreSql,
            RedisResource => StoreKind.Redis,
            KafkaServerResource => StoreKind.Kafka,
            ElasticsearchResource => StoreKind.Elasticsearch,
#pragma warning disable CS0618 // The toolkit's MinIO is obsolete, and published all the same.
            MinioContainerResource => StoreKind.S3,
#pragma warning restore CS0618
            _ => null,
        };

    /// <summary>The endpoint that clients use, as the graph names it.</summary>
    public static EndpointReference PrimaryEndpoint(IResource store) =>
        store switch
        {
            PostgresServerResource postgres => postgres.PrimaryEndpoint,
            RedisResource redis => redis.PrimaryEndpoint,
            KafkaServerResource kafka => kafka.PrimaryEndpoint,
            ElasticsearchResource elasticsearch => elasticsearch.PrimaryEndpoint,
#pragma warning disable CS0618
            MinioContainerResource storage => storage.PrimaryEndpoint,
#pragma warning restore CS0618
            _ => throw new ArgumentException($"'{store.Name}' is no store.", nameof(store)),
        };
}
