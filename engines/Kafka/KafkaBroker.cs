using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka;

/// <summary>A Kafka broker of one node, on loopback.</summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    private readonly ApiRegistry _registry = new();

    private KafkaBroker() { }

    internal ApiRegistry Registry => _registry;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
