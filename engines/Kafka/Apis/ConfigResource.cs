namespace Platform.Engines.Kafka.Apis;

/// <summary>What configs belong to; the numbers of ConfigResource.Type in Kafka's clients.</summary>
internal enum ConfigResourceType : sbyte
{
    Topic = 2,
    Broker = 4,
}

/// <summary>Where a value comes from; the numbers of DescribeConfigsResponse.ConfigSource.</summary>
internal enum ConfigSource : sbyte
{
    TopicConfig = 1,
    StaticBrokerConfig = 4,
    DefaultConfig = 5,
}

/// <summary>One config as it is told.</summary>
internal readonly record struct ConfigEntry(
    string Name,
    string Value,
    bool IsReadOnly,
    ConfigSource Source,
    IReadOnlyList<ConfigSynonym> Synonyms
);

/// <summary>A value that holds where those before it are not set.</summary>
internal readonly record struct ConfigSynonym(string Name, string Value, ConfigSource Source);
