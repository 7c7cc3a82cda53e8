using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Kafka;

/// <summary>What a native engine must know to serve a Kafka resource.</summary>
internal static class KafkaEngineSettings
{
    public static async ValueTask<EngineSettings> CreateAsync(KafkaServerResource kafka, EngineSettingsContext context) =>
        new KafkaSettings
        {
            Listeners =
            [
                await ListenerAsync(kafka.PrimaryEndpoint, context.CancellationToken).ConfigureAwait(false),
                await ListenerAsync(kafka.InternalEndpoint, context.CancellationToken).ConfigureAwait(false),
            ],
            Topics =
            [
                .. kafka
                    .Annotations.OfType<KafkaTopicAnnotation>()
                    .Select(topic => new KafkaTopic(topic.Name, topic.Partitions, topic.Configs)),
            ],
            Configs = KafkaVariables.ToConfigs(
                await EnvironmentEvaluator
                    .ResolveAsync(
                        kafka,
                        context.ExecutionContext,
                        KnownNetworkIdentifiers.LocalhostNetwork,
                        cancellationToken: context.CancellationToken
                    )
                    .ConfigureAwait(false)
            ),
        };

    // There is no containers' network: all clients are on the host, where the proxy is.
    private static async Task<KafkaListenerAddress> ListenerAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        var host = await endpoint.Property(EndpointProperty.Host).GetValueAsync(cancellationToken).ConfigureAwait(false);
        var port = await endpoint.Property(EndpointProperty.Port).GetValueAsync(cancellationToken).ConfigureAwait(false);
        return new(endpoint.EndpointName, host!, int.Parse(port!, CultureInfo.InvariantCulture));
    }
}
