using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Transactions;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>What the handlers of one broker share.</summary>
internal sealed record BrokerNode(BrokerConfig Config, StateStore State, TopicRegistry Topics, ILoggerFactory Loggers, TimeProvider Time)
{
    /// <summary>The only node: broker, controller and coordinator of everything.</summary>
    public const int NodeId = 1;

    /// <summary>Whether a producer may write to a partition in its transaction now. Set by the transactions, before the first connection is taken.</summary>
    public Func<ProducerIdentity, TopicPartition, ErrorCode> MayWrite { get; set; } = static (_, _) => ErrorCode.None;

    /// <summary>Records on their way to consumers, over all connections: as much as requests may take.</summary>
    public MemoryBudget Responses { get; } = new(Config.Int64("queued.max.request.bytes"));

    public const string ClusterId = "platform-local-kafka-1";
}
