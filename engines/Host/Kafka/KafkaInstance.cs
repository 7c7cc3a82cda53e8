using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Protocol;
using Platform.Engines.Kafka;
using Platform.Hosting;

namespace Platform.Engines.Host.Kafka;

/// <summary>A broker of <c>engines/Kafka</c>.</summary>
internal sealed class KafkaInstance(KafkaBroker broker) : IEngineInstance
{
    public static async Task<IEngineInstance> StartAsync(
        EngineStart start,
        KafkaSettings settings,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var options = new KafkaBrokerOptions
        {
            DataDirectory = start.DataDirectory,
            Listeners =
            [
                .. settings.Listeners.Select(listener => new KafkaListener(
                    listener.Name,
                    start.Ports[listener.Name],
                    listener.AdvertisedHost,
                    listener.AdvertisedPort
                )),
            ],
            Topics = [.. settings.Topics.Select(topic => new KafkaTopicSpec(topic.Name, topic.Partitions, topic.Configs))],
            Configs = settings.Configs.ToDictionary(),
            LoggerFactory = loggers,
        };
        return new KafkaInstance(await KafkaBroker.StartAsync(options, cancellationToken));
    }

    public Task SnapshotAsync(string directory, CancellationToken cancellationToken) => broker.SnapshotAsync(directory, cancellationToken);

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
