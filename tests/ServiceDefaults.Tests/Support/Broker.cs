using Confluent.Kafka;

namespace ServiceDefaults.Tests.Support;

/// <summary>A broker of a test's own: librdkafka's mock cluster.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly IProducer<Null, Null> owner;

    private Broker(IProducer<Null, Null> owner, string servers) => (this.owner, Servers) = (owner, servers);

    public string Servers { get; }

    public static Task<Broker> StartAsync()
    {
        var config = new ProducerConfig { BootstrapServers = "unused:1" };
        config.Set("test.mock.num.brokers", "1");
        var owner = new ProducerBuilder<Null, Null>(config).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(owner.Handle).Build();
        var one = admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers[0];
        return Task.FromResult(new Broker(owner, $"{one.Host}:{one.Port}"));
    }

    public ValueTask DisposeAsync()
    {
        owner.Dispose();
        return ValueTask.CompletedTask;
    }
}
