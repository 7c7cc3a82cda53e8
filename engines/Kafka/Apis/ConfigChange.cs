using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>What both ways of altering configs share. Only topics can be altered: the broker's configs are fixed while it runs.</summary>
internal static class ConfigChange
{
    public static (ErrorCode Error, string? Message) Apply(
        BrokerNode node,
        sbyte type,
        string name,
        Func<IReadOnlyDictionary<string, string>, (IReadOnlyDictionary<string, string>?, string?)> change,
        bool validateOnly
    ) =>
        (ConfigResourceType)type switch
        {
            ConfigResourceType.Topic => node.Topics.Configure(name, change, validateOnly),
            ConfigResourceType.Broker => (
                ErrorCode.InvalidRequest,
                "The broker's configs cannot be changed while it runs; give them when it starts."
            ),
            _ => (ErrorCode.InvalidRequest, $"Resources of type {type} have no configs here; topics (2) have."),
        };

    public static void WriteResult(ResponseWriter response, sbyte type, string name, (ErrorCode Error, string? Message) result)
    {
        response.Error(result.Error);
        response.NullableString(result.Message);
        response.Int8(type);
        response.String(name);
        response.TaggedFields();
    }
}
