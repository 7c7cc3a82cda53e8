using Confluent.Kafka;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;

namespace Kafka.Tests.Clients.Confluent;

/// <summary>Confluent.Kafka's clients, configured for tests: short intervals, and errors that are not lost.</summary>
internal static class ConfluentClients
{
    public static IProducer<string, string> Producer(this TestBroker test, Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = test.Address,
            LingerMs = 0,
            MessageTimeoutMs = 30_000,
        };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config)
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build();
    }

    public static IProducer<string, string> Transactional(this TestBroker test, string id = "tx", int timeoutMs = 60_000)
    {
        var producer = test.Producer(config =>
        {
            config.TransactionalId = id;
            config.TransactionTimeoutMs = timeoutMs;
            // Must not be longer than the transaction.
            config.MessageTimeoutMs = Math.Min(30_000, timeoutMs);
        });
        producer.InitTransactions(ClientProgram.Patience);
        return producer;
    }

    /// <summary>From the beginning, committing only when told.</summary>
    public static IConsumer<string, string> Consumer(
        this TestBroker test,
        string group,
        Action<ConsumerConfig>? configure = null,
        Action<ConsumerBuilder<string, string>>? build = null
    ) => Consumer(test.Address, group, configure, build);

    private static IConsumer<string, string> Consumer(
        string address,
        string group,
        Action<ConsumerConfig>? configure = null,
        Action<ConsumerBuilder<string, string>>? build = null
    )
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = address,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            SessionTimeoutMs = 6_000,
            HeartbeatIntervalMs = 200,
            FetchWaitMaxMs = 100,
            AllowAutoCreateTopics = false,
        };
        configure?.Invoke(config);
        var builder = new ConsumerBuilder<string, string>(config).SetErrorHandler(static (_, _) => { }).SetLogHandler(static (_, _) => { });
        build?.Invoke(builder);
        return builder.Build();
    }

    public static IAdminClient Admin(this TestBroker test) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = test.Address }).SetLogHandler(static (_, _) => { }).Build();

    /// <summary>The next records, as many as that.</summary>
    public static List<ConsumeResult<string, string>> Take(this IConsumer<string, string> consumer, int count)
    {
        using var patience = new CancellationTokenSource(ClientProgram.Patience);
        List<ConsumeResult<string, string>> taken = [];
        while (taken.Count < count)
        {
            try
            {
                taken.Add(consumer.Consume(patience.Token));
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"{taken.Count} of {count} records came: {string.Join(", ", taken.Select(one => one.Message.Value))}"
                );
            }
        }

        return taken;
    }

    public static List<string> Values(this IEnumerable<ConsumeResult<string, string>> records) =>
        [.. records.Select(record => record.Message.Value)];

    /// <summary>Reads until the end of every partition; the values in between.</summary>
    public static List<string> ReadToEnd(
        this TestBroker test,
        string topic,
        IsolationLevel isolation = IsolationLevel.ReadCommitted,
        int partitions = 1
    ) => ReadToEnd(test.Address, isolation, [.. Enumerable.Range(0, partitions).Select(partition => new TopicPartition(topic, partition))]);

    public static List<string> ReadToEnd(string address, IsolationLevel isolation, params TopicPartition[] partitions)
    {
        using var consumer = Consumer(
            address,
            $"reader-{Guid.NewGuid():n}",
            config =>
            {
                config.IsolationLevel = isolation;
                config.EnablePartitionEof = true;
            }
        );
        consumer.Assign(partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning)));
        List<string> values = [];
        using var patience = new CancellationTokenSource(ClientProgram.Patience);
        for (var ends = 0; ends < partitions.Length; )
        {
            var next = consumer.Consume(patience.Token);
            if (next.IsPartitionEOF)
            {
                ends++;
            }
            else
            {
                values.Add(next.Message.Value);
            }
        }

        return values;
    }

    public static Task<DeliveryResult<string, string>> SendAsync(
        this IProducer<string, string> producer,
        string topic,
        string value,
        int partition = 0
    ) => producer.ProduceAsync(new TopicPartition(topic, partition), new Message<string, string> { Key = "k", Value = value });
}
