using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Where a Kafka cluster is, and how clients of it are made.</summary>
internal sealed class KafkaConnection(string name, KafkaConnectionString servers, ILoggerFactory loggers)
{
    private static readonly TimeSpan LongestReconnectDelay = TimeSpan.FromSeconds(2);

    public KafkaTelemetry Telemetry { get; } = new(servers.BootstrapServers);

    /// <summary>Idempotent, acknowledged by all in-sync replicas; what <paramref name="settings"/> says comes last.</summary>
    public IProducer<string, byte[]> CreateProducer(ProducerConfig settings)
    {
        var config = new ProducerConfig
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 1,
            MessageTimeoutMs = 30_000,
            // Java's and kafkajs' choice: whoever else writes this key finds the same partition.
            Partitioner = Partitioner.Murmur2Random,
        };
        Common(config);
        Override(config, settings);
        var log = Log();
        return new ProducerBuilder<string, byte[]>(config)
            .SetLogHandler((_, message) => log.Write(message))
            .SetErrorHandler((_, error) => log.Write(error))
            .Build();
    }

    public ConsumerBuilder<string, byte[]> CreateConsumer(string group, ConsumerConfig settings)
    {
        var config = new ConsumerConfig
        {
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            // An offset is stored when its message is done; what is stored is committed soon after, at a rebalance and at the end.
            EnableAutoOffsetStore = false,
            EnableAutoCommit = true,
            AutoCommitIntervalMs = 1_000,
            // A member that joins takes only what it gets: the others go on with the rest.
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            // A member that was killed keeps its partitions for as long.
            SessionTimeoutMs = 10_000,
            AllowAutoCreateTopics = true,
            // A topic that is made later is noticed soon.
            TopicMetadataRefreshIntervalMs = 10_000,
        };
        Common(config);
        Override(config, settings);
        var log = Log();
        return new ConsumerBuilder<string, byte[]>(config)
            .SetKeyDeserializer(Deserializers.Utf8)
            .SetLogHandler((_, message) => log.Write(message))
            .SetErrorHandler((_, error) => log.Write(error));
    }

    private void Common(ClientConfig config)
    {
        servers.Apply(config);
        // A broker closes connections that idle: nothing to tell.
        config.LogConnectionClose = false;
        config.ReconnectBackoffMs = 50;
        config.ReconnectBackoffMaxMs = (int)LongestReconnectDelay.TotalMilliseconds;
        config.SocketConnectionSetupTimeoutMs = 5_000;
    }

    private static void Override(ClientConfig config, ClientConfig settings)
    {
        foreach (var (key, value) in settings)
            config.Set(key, value);
    }

    private KafkaLog Log() => new(name, loggers.CreateLogger("Platform.ServiceDefaults.Kafka"));
}
