using Confluent.Kafka;

namespace ServiceDefaults.Tests.Support;

/// <summary>A plain consumer that knows nothing of ours, reading topics from their beginning.</summary>
internal sealed class TestConsumer : IDisposable
{
    private readonly IConsumer<string, string> consumer;

    public TestConsumer(string servers, params string[] topics)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = Guid.NewGuid().ToString(),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            AllowAutoCreateTopics = true,
            TopicMetadataRefreshIntervalMs = 500,
        };
        consumer = new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Subscribe(topics);
    }

    public Task<ConsumeResult<string, string>> NextAsync() =>
        Task.Run(() =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                try
                {
                    return consumer.Consume(limit.Token);
                }
                catch (ConsumeException error) when (error.Error.Code == ErrorCode.UnknownTopicOrPart)
                {
                    // Not made yet.
                }
            }
        });

    public void Dispose()
    {
        consumer.Close();
        consumer.Dispose();
    }
}
