using System.Globalization;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Tells the configs of topics and of the broker, and where they come from.</summary>
internal sealed class DescribeConfigsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.DescribeConfigs;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var resources = request.Array(
            static reader =>
                (Type: reader.Int8(), Name: reader.String(), Names: reader.NullableArray(static name => name.String(), elementBytes: 2)),
            elementBytes: 7
        );
        var withSynonyms = version >= 1 && request.Boolean();

        response.Int32(0);
        response.ArrayCount(resources.Count);
        foreach (var (type, name, names) in resources)
        {
            var (error, message, configs) = Describe((ConfigResourceType)type, name);
            response.Error(error);
            response.NullableString(message);
            response.Int8(type);
            response.String(name);
            // kafka-python sends an empty list for "all", as null.
            var asked = names is null or [] ? configs : [.. configs.Where(config => names.Contains(config.Name))];
            response.Array(asked, (writer, config) => Write(writer, version, config, withSynonyms));
        }

        return ValueTask.CompletedTask;
    }

    private static void Write(ResponseWriter response, short version, ConfigEntry config, bool withSynonyms)
    {
        response.String(config.Name);
        response.NullableString(config.Value);
        response.Boolean(config.IsReadOnly);
        if (version == 0)
        {
            response.Boolean(config.Source == ConfigSource.DefaultConfig);
        }
        else
        {
            response.Int8((sbyte)config.Source);
        }

        // Nothing here is a secret.
        response.Boolean(false);
        if (version >= 1)
        {
            response.Array(
                withSynonyms ? config.Synonyms : [],
                static (writer, synonym) =>
                {
                    writer.String(synonym.Name);
                    writer.NullableString(synonym.Value);
                    writer.Int8((sbyte)synonym.Source);
                }
            );
        }
    }

    private (ErrorCode Error, string? Message, List<ConfigEntry> Configs) Describe(ConfigResourceType type, string name)
    {
        switch (type)
        {
            case ConfigResourceType.Topic when TopicName.Refusal(name) is { } refusal:
                return (ErrorCode.InvalidTopic, refusal, []);
            case ConfigResourceType.Topic when node.Topics.Find(name) is { } topic:
                return (ErrorCode.None, null, [.. TopicConfigs.All.Select(definition => OfTopic(topic, definition))]);
            case ConfigResourceType.Topic:
                return (ErrorCode.UnknownTopicOrPartition, $"The topic '{name}' does not exist.", []);
            case ConfigResourceType.Broker when name.Length == 0 || name == BrokerNode.NodeId.ToString(CultureInfo.InvariantCulture):
                return (ErrorCode.None, null, [.. node.Config.All.Select(OfBroker)]);
            case ConfigResourceType.Broker:
                return (ErrorCode.InvalidRequest, $"There is one broker, {BrokerNode.NodeId}, and '{name}' is not it.", []);
            default:
                return (
                    ErrorCode.InvalidRequest,
                    $"Resources of type {(sbyte)type} have no configs here; topics (2) and brokers (4) have.",
                    []
                );
        }
    }

    private static ConfigEntry OfBroker((string Name, string Value, bool Given) config)
    {
        var source = config.Given ? ConfigSource.StaticBrokerConfig : ConfigSource.DefaultConfig;
        return new ConfigEntry(config.Name, config.Value, IsReadOnly: true, source, [new ConfigSynonym(config.Name, config.Value, source)]);
    }

    private ConfigEntry OfTopic(Topic topic, TopicConfigDefinition definition)
    {
        var synonyms = new List<ConfigSynonym>();
        if (topic.Configs.TryGetValue(definition.Name, out var set))
        {
            synonyms.Add(new ConfigSynonym(definition.Name, set, ConfigSource.TopicConfig));
        }

        if (definition.BrokerName is { } brokerName)
        {
            var given = node.Config.All.First(config => config.Name == brokerName);
            synonyms.Add(
                new ConfigSynonym(brokerName, given.Value, given.Given ? ConfigSource.StaticBrokerConfig : ConfigSource.DefaultConfig)
            );
        }

        var value = set ?? TopicConfigs.DefaultOf(definition, node.Config);
        return new ConfigEntry(
            definition.Name,
            value,
            IsReadOnly: false,
            synonyms.Count > 0 ? synonyms[0].Source : ConfigSource.DefaultConfig,
            synonyms
        );
    }
}
