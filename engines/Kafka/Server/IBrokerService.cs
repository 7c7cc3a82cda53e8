namespace Platform.Engines.Kafka.Server;

/// <summary>A part of the broker with a life of its own, e.g. a coordinator that expires sessions.</summary>
internal interface IBrokerService : IAsyncDisposable
{
    ValueTask StartAsync(CancellationToken cancellationToken);
}
