using System.Globalization;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Topics;

/// <summary>The configs that topics have, by Kafka's names (https://kafka.apache.org/documentation/#topicconfigs).</summary>
internal static class TopicConfigs
{
    private const string AnyNumber = "";

    private static readonly TopicConfigDefinition[] Definitions =
    [
        new("cleanup.policy", "delete", BrokerName: "log.cleanup.policy", Values: ["delete", "compact"], IsList: true),
        new("compression.type", "producer", Values: ["producer"], BrokerName: "compression.type"),
        new("delete.retention.ms", "86400000", Min: 0),
        new("file.delete.delay.ms", "60000", Min: 0),
        new("flush.messages", "9223372036854775807", Min: 1),
        new("flush.ms", "9223372036854775807", Min: 0),
        new("index.interval.bytes", "16384", Min: 0, BrokerName: "log.index.interval.bytes"),
        new("max.compaction.lag.ms", "9223372036854775807", Min: 1),
        new("max.message.bytes", "1048588", Min: 0, BrokerName: "message.max.bytes"),
        new("message.timestamp.type", "CreateTime", Values: ["CreateTime", "LogAppendTime"], BrokerName: "log.message.timestamp.type"),
        new("min.cleanable.dirty.ratio", "0.5", Values: [AnyNumber]),
        new("min.compaction.lag.ms", "0", Min: 0),
        new("min.insync.replicas", "1", Min: 1),
        new("preallocate", "false", Values: ["true", "false"]),
        new("retention.bytes", "-1", Min: -2, BrokerName: "log.retention.bytes"),
        new("retention.ms", "604800000", Min: -1, BrokerName: "log.retention.ms"),
        new("segment.bytes", "134217728", Min: 14, Max: int.MaxValue, BrokerName: "log.segment.bytes"),
        new("segment.index.bytes", "10485760", Min: 4),
        new("segment.jitter.ms", "0", Min: 0),
        new("segment.ms", "604800000", Min: 1),
        new("unclean.leader.election.enable", "false", Values: ["true", "false"]),
    ];

    private static readonly Dictionary<string, TopicConfigDefinition> ByName = Definitions.ToDictionary(definition => definition.Name);

    public static IReadOnlyList<TopicConfigDefinition> All => Definitions;

    public static TopicConfigDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The value that holds where the topic sets none.</summary>
    public static string DefaultOf(TopicConfigDefinition definition, BrokerConfig broker) =>
        definition.BrokerName is { } name ? broker.Text(name) : definition.Default;

    /// <summary>Null where all names are known and all values allowed, else the first that is not.</summary>
    public static string? Refusal(IEnumerable<KeyValuePair<string, string>> configs)
    {
        foreach (var (name, value) in configs)
        {
            if (Find(name) is not { } definition)
            {
                return $"Unknown topic config name: {name}";
            }

            if (definition.Refusal(value) is { } refusal)
            {
                return $"Invalid value {value} for configuration {name}: {refusal}";
            }
        }

        return null;
    }

    public static LogSettings Settings(IReadOnlyDictionary<string, string> configs, BrokerConfig broker)
    {
        var policy = Value("cleanup.policy");
        return new LogSettings
        {
            SegmentBytes = (int)Number("segment.bytes"),
            SegmentMs = Number("segment.ms"),
            RetentionMs = Number("retention.ms"),
            RetentionBytes = Number("retention.bytes"),
            MaxMessageBytes = (int)Math.Min(Number("max.message.bytes"), int.MaxValue),
            IndexIntervalBytes = (int)Math.Min(Number("index.interval.bytes"), int.MaxValue),
            LogAppendTime = Value("message.timestamp.type") == "LogAppendTime",
            Compacted = policy.Contains("compact", StringComparison.Ordinal),
            Deletes = policy.Contains("delete", StringComparison.Ordinal),
            ProducerExpirationMs = broker.Int64("producer.id.expiration.ms"),
        };

        string Value(string name) => configs.GetValueOrDefault(name) ?? DefaultOf(ByName[name], broker);
        long Number(string name) => long.Parse(Value(name), CultureInfo.InvariantCulture);
    }
}
