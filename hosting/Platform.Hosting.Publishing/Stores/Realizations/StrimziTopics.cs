using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>A KafkaTopic for each topic, dead letters too: nothing is made by who writes first.</summary>
internal static class StrimziTopics
{
    public static IEnumerable<KubernetesObject> Objects(StoreScope scope) =>
        TopicRights
            .TopicsOf(scope.Store)
            .Select(topic =>
            {
                var spec = new JsonObject
                {
                    ["topicName"] = topic.Name,
                    ["partitions"] = topic.Partitions,
                    ["replicas"] = Strimzi.Replicas(scope),
                };
                if (topic.Configs.Count > 0)
                {
                    spec["config"] = Trees.Map(topic.Configs.OrderBy(config => config.Key, StringComparer.Ordinal));
                }
                return Strimzi.Member(scope, "KafkaTopic", NameOf(scope, topic.Name), "topics", spec);
            });

    // A topic's name may hold what an object's may not: then it is told apart by a few digits.
    private static string NameOf(StoreScope scope, string topic)
    {
        var plain = new string([.. topic.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')]).Trim(
            '.',
            '-'
        );
        if (plain == topic)
        {
            return $"{scope.Name}-{topic}";
        }
        var digits = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..6];
        return string.Create(CultureInfo.InvariantCulture, $"{scope.Name}-{plain}{(plain.Length > 0 ? "-" : "")}{digits}");
    }
}
