using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Topics;

namespace Platform.Engines.Kafka.Server;

/// <summary>What the handlers of one broker share.</summary>
internal sealed record BrokerNode(BrokerConfig Config, StateStore State, TopicRegistry Topics, ILoggerFactory Loggers, TimeProvider Time)
{
    /// <summary>The only node: broker, controller and coordinator of everything.</summary>
    public const int NodeId = 1;

    public const string ClusterId = "platform-local-kafka-1";
}
