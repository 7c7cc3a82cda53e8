using System.Globalization;
using System.Text;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>The script that makes a plain broker's topics and says who may do what with them.</summary>
internal static class PlainKafkaTopics
{
    public static string Script(StoreScope scope)
    {
        var server = $"{KubernetesStores.HostOf(scope.Context, scope.Store)}:{scope.Store.PortOf().ToString(CultureInfo.InvariantCulture)}";
        var script = new StringBuilder(
            $$"""
            set -eu
            cat > /tmp/client.properties <<END
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="administrator" password="$ADMINISTRATOR_PASSWORD";
            END
            topic() {
              kafka-topics --bootstrap-server {{server}} --command-config /tmp/client.properties --create --if-not-exists --replication-factor 1 "$@"
            }
            allow() {
              kafka-acls --bootstrap-server {{server}} --command-config /tmp/client.properties --add --force "$@"
            }

            """
        );
        foreach (var topic in TopicRights.TopicsOf(scope.Store))
        {
            script.Append(CultureInfo.InvariantCulture, $"topic --topic {Quoted(topic.Name)} --partitions {topic.Partitions}");
            foreach (var (name, value) in topic.Configs.OrderBy(config => config.Key, StringComparer.Ordinal))
            {
                script.Append($" --config {Quoted($"{name}={value}")}");
            }
            script.Append('\n');
        }
        foreach (var user in scope.Users)
        {
            var principal = Quoted($"User:{user.ObjectName}");
            var rights = TopicRights.Of(user);
            foreach (var right in rights)
            {
                var operation = right.Access is DataAccess.Write ? "Write" : "Read";
                script.Append(
                    $"allow --allow-principal {principal} --operation {operation} --operation Describe --topic {Quoted(right.Topic)}\n"
                );
            }
            if (rights.Any(right => right.Access is DataAccess.Read))
            {
                script.Append($"allow --allow-principal {principal} --operation Read --operation Describe --group {Quoted(user.Name)}\n");
            }
        }
        return script.Replace("\r\n", "\n").ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''")}'";
}
