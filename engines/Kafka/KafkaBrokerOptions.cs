using Microsoft.Extensions.Logging;

namespace Platform.Engines.Kafka;

/// <summary>How a broker runs. The defaults serve one listener on any free port.</summary>
public sealed class KafkaBrokerOptions
{
    /// <summary>Created if absent, locked while the broker runs.</summary>
    public required string DataDirectory { get; set; }

    public IList<KafkaListener> Listeners { get; set; } = [new KafkaListener("tcp", 0)];

    public IList<KafkaTopicSpec> Topics { get; set; } = [];

    /// <summary>Broker configs by Kafka's names, e.g. <c>num.partitions</c>; an unknown name is an error at the start.</summary>
    public IDictionary<string, string> Configs { get; set; } = new Dictionary<string, string>();

    public ILoggerFactory? LoggerFactory { get; set; }

    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
