using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>What a user may do with a topic.</summary>
public sealed record TopicRight(string Topic, DataAccess Access);

/// <summary>Who may do what with which topic. What is not listed is denied.</summary>
public static class TopicRights
{
    /// <summary>The topics that are declared, and one of dead letters for each reader, to which it alone writes.</summary>
    public static IReadOnlyList<StoreTopic> TopicsOf(Store store) =>
        [
            .. store.Topics,
            .. store.Topics.SelectMany(topic =>
                topic.Readers.Select(reader => new StoreTopic(DeadLettersOf(topic.Name, reader), 1, new Dictionary<string, string>())
                {
                    Writers = [reader],
                })
            ),
        ];

    /// <summary>The user's rights. A topic that nobody declares to write or to read is everybody's who references the broker.</summary>
    public static IReadOnlyList<TopicRight> Of(StoreUser user) => [.. TopicsOf(user.Store).SelectMany(topic => RightsOn(topic, user.Name))];

    /// <summary>As ServiceDefaults names the topic of what a consumer's group cannot process; a group has its service's name.</summary>
    public static string DeadLettersOf(string topic, string group) => $"{topic}.{group}.dlq";

    private static IEnumerable<TopicRight> RightsOn(StoreTopic topic, string user)
    {
        var isEverybodys = topic.Writers.Count == 0 && topic.Readers.Count == 0;
        if (isEverybodys || topic.Writers.Contains(user))
        {
            yield return new(topic.Name, DataAccess.Write);
        }
        if (isEverybodys || topic.Readers.Contains(user))
        {
            yield return new(topic.Name, DataAccess.Read);
        }
    }
}
