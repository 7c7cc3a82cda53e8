using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Kafka;
using Platform.Engines.Host.Protocol;

namespace Platform.Engines.Host;

/// <summary>The engines that are libraries.</summary>
internal static class EngineLibraries
{
    public static async Task<IEngineInstance> StartAsync(EngineStart start, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        start switch
        {
            { Kafka: { } settings } => await KafkaInstance.StartAsync(start, settings, loggers, cancellationToken),
            _ => throw new InvalidDataException($"{start.Resource}: a start without the settings of any engine that this program has."),
        };
}
