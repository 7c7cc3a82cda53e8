using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Elasticsearch;
using Platform.Engines.Host.Kafka;
using Platform.Engines.Host.ObjectStorage;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>The engines that are libraries.</summary>
internal static class EngineLibraries
{
    public static async Task<IEngineInstance> StartAsync(EngineStart start, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        start.Settings switch
        {
            KafkaSettings settings => await KafkaInstance.StartAsync(start, settings, loggers, cancellationToken),
            ObjectStorageSettings settings => await ObjectStorageInstance.StartAsync(start, settings, loggers, cancellationToken),
            ElasticsearchSettings settings => await ElasticsearchInstance.StartAsync(start, settings, loggers, cancellationToken),
            _ => throw new InvalidDataException(
                $"{start.Resource}: {start.Settings.GetType().Name} are the settings of no engine that is a library."
            ),
        };
}
