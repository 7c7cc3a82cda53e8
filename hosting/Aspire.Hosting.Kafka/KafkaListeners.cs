using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kafka;

/// <summary>
/// The listeners of a broker in a container, in its image's variables: one of its own, one for the controller, one for clients on the host
/// and one for clients in the containers' network. A client is sent to the advertised address of the listener that it came by.
/// </summary>
internal static class KafkaListeners
{
    private const string OfBroker = "PLAINTEXT";
    private const string OfController = "CONTROLLER";
    private const string OfHost = "PLAINTEXT_HOST";
    private const string OfNetwork = "PLAINTEXT_INTERNAL";
    private const string BrokerPort = "29092";
    private const string ControllerPort = "29093";

    public static void AddTo(EnvironmentCallbackContext context, KafkaServerResource kafka)
    {
        var (outside, inside) = (kafka.PrimaryEndpoint, kafka.InternalEndpoint);
        var insidePort = $"{inside.TargetPort}";
        var variables = context.EnvironmentVariables;
        variables["KAFKA_LISTENERS"] =
            $"{OfBroker}://localhost:{BrokerPort},{OfController}://localhost:{ControllerPort},"
            + $"{OfHost}://0.0.0.0:{outside.TargetPort},{OfNetwork}://0.0.0.0:{insidePort}";
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = string.Join(
            ',',
            new[] { OfController, OfBroker, OfHost, OfNetwork }.Select(listener => $"{listener}:PLAINTEXT")
        );
        variables["KAFKA_ADVERTISED_LISTENERS"] = context.ExecutionContext.IsRunMode
            ? ReferenceExpression.Create(
                $"{OfBroker}://localhost:{BrokerPort},{OfHost}://localhost:{kafka.Port},{OfNetwork}://{kafka.Name}:{insidePort}"
            )
            : ReferenceExpression.Create(
                $"{OfBroker}://{kafka.Host}:{BrokerPort},{OfHost}://{kafka.Host}:{kafka.Port},{OfNetwork}://{inside.Property(EndpointProperty.Host)}:{inside.Property(EndpointProperty.Port)}"
            );
    }
}
