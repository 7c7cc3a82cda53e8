using System.Globalization;

namespace Platform.Engines.Kafka.Server;

/// <summary>Broker configs by Kafka's names (https://kafka.apache.org/documentation/#brokerconfigs); fixed while the broker runs.</summary>
internal sealed class BrokerConfig
{
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["auto.create.topics.enable"] = "true",
        ["num.partitions"] = "1",
        ["default.replication.factor"] = "1",
        ["delete.topic.enable"] = "true",
        ["message.max.bytes"] = "1048588",
        ["log.segment.bytes"] = "134217728",
        ["log.retention.ms"] = "604800000",
        ["log.retention.bytes"] = "-1",
        ["log.retention.check.interval.ms"] = "300000",
        ["log.index.interval.bytes"] = "16384",
        ["log.flush.interval.ms"] = "1000",
        ["log.cleanup.policy"] = "delete",
        ["log.message.timestamp.type"] = "CreateTime",
        ["compression.type"] = "producer",
        ["fetch.max.bytes"] = "8388608",
        ["socket.request.max.bytes"] = "104857600",
        ["queued.max.request.bytes"] = "268435456",
        ["max.connections"] = "1000",
        ["max.partitions"] = "10000",
        ["connections.max.idle.ms"] = "600000",
        ["producer.id.expiration.ms"] = "86400000",
        ["group.min.session.timeout.ms"] = "6000",
        ["group.max.session.timeout.ms"] = "1800000",
        ["group.initial.rebalance.delay.ms"] = "0",
        ["group.max.size"] = "2147483647",
        ["offsets.retention.minutes"] = "10080",
        ["offset.metadata.max.bytes"] = "4096",
        ["transaction.max.timeout.ms"] = "900000",
        ["transactional.id.expiration.ms"] = "604800000",
        ["transaction.abort.timed.out.transaction.cleanup.interval.ms"] = "1000",
    };

    private readonly Dictionary<string, string> _values = new(Defaults);

    /// <exception cref="KafkaException">A name that is not Kafka's or not served, or a value of the wrong type.</exception>
    public BrokerConfig(IEnumerable<KeyValuePair<string, string>>? configs = null)
    {
        foreach (var (name, value) in configs ?? [])
        {
            if (!Defaults.TryGetValue(name, out var standard))
            {
                throw new KafkaException($"Kafka: there is no broker config '{name}'. Known: {string.Join(", ", Defaults.Keys.Order())}.");
            }

            var number = long.TryParse(standard, CultureInfo.InvariantCulture, out _);
            var truth = bool.TryParse(standard, out _);
            if (number ? !long.TryParse(value, CultureInfo.InvariantCulture, out _) : truth && !bool.TryParse(value, out _))
            {
                throw new KafkaException(
                    $"Kafka: broker config '{name}' is '{value}'; expected {(number ? "a number" : "true or false")}."
                );
            }

            _values[name] = value;
        }
    }

    /// <summary>Name and value of all, sorted, and whether the value was given rather than default.</summary>
    public IEnumerable<(string Name, string Value, bool Given)> All =>
        _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value, Defaults[pair.Key] != pair.Value));

    public string Text(string name) => _values[name];

    public long Int64(string name) => long.Parse(_values[name], CultureInfo.InvariantCulture);

    public int Int32(string name) => (int)Math.Clamp(Int64(name), int.MinValue, int.MaxValue);

    public bool Boolean(string name) => bool.Parse(_values[name]);

    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(Int64(name));
}
