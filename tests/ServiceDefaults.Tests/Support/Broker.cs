using Engines.Tests;
using Platform.Engines.Kafka;

namespace ServiceDefaults.Tests.Support;

/// <summary>A broker of a test's own, which it can take away and bring back.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly Sandbox sandbox = new();
    private readonly string[] topics;
    private KafkaBroker? running;
    private int port;

    private Broker(string[] topics) => this.topics = topics;

    public string Servers => $"127.0.0.1:{port}";

    /// <summary>With these topics, of one partition each.</summary>
    public static async Task<Broker> StartAsync(params string[] topics)
    {
        var broker = new Broker(topics);
        await broker.ResumeAsync();
        return broker;
    }

    public async Task StopAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        running = null;
    }

    /// <summary>Starts it again where it was, with what it had.</summary>
    public async Task ResumeAsync()
    {
        var options = new KafkaBrokerOptions
        {
            DataDirectory = sandbox["kafka"],
            Listeners = [new("tcp", port, AdvertisedHost: "127.0.0.1")],
            Topics = [.. topics.Select(topic => new KafkaTopicSpec(topic))],
        };
        running = await KafkaBroker.StartAsync(options, CancellationToken.None);
        port = running.PortOf("tcp");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        sandbox.Dispose();
    }
}
