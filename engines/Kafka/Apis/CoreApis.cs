using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Adds the APIs for records, topics and configs to a broker.</summary>
internal static class CoreApis
{
    public static void Register(ApiRegistry registry, BrokerNode node)
    {
        registry.Add(new ApiVersionsApi(registry));
        registry.Add(new MetadataApi(node));
        registry.Add(new ProduceApi(node));
        registry.Add(new FetchApi(node));
        registry.Add(new ListOffsetsApi(node));
        registry.Add(new OffsetForLeaderEpochApi(node));
        registry.Add(new CreateTopicsApi(node));
        registry.Add(new DeleteTopicsApi(node));
        registry.Add(new CreatePartitionsApi(node));
        registry.Add(new DeleteRecordsApi(node));
        registry.Add(new DescribeConfigsApi(node));
        registry.Add(new AlterConfigsApi(node));
        registry.Add(new IncrementalAlterConfigsApi(node));
    }
}
