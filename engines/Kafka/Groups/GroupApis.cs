using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Groups;

/// <summary>Adds the group coordinator and its APIs to a broker.</summary>
internal static class GroupApis
{
    public static void Register(ApiRegistry registry, BrokerNode node) { }
}
