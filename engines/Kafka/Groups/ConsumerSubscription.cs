using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups;

/// <summary>What consumers say of themselves in the metadata of their group protocols, which is opaque to everything else here.</summary>
/// <remarks>Source: ConsumerProtocolSubscription.json: version, topics.</remarks>
internal static class ConsumerSubscription
{
    public const string ProtocolType = "consumer";

    /// <summary>The topics that members of the group consume; null where some member's metadata is not to be read.</summary>
    public static HashSet<string>? Topics(ClassicGroup group)
    {
        HashSet<string> topics = [];
        foreach (var member in group.Members)
        {
            try
            {
                var reader = new RequestReader(member.MetadataOf(group.Protocol ?? member.Protocols[0].Name));
                reader.Int16();
                topics.UnionWith(reader.Array(one => one.String(), 2));
            }
            catch (MalformedRequestException)
            {
                // Not a consumer's subscription, or of a form of its own: it may be of any topic.
                return null;
            }
        }

        return topics;
    }
}
