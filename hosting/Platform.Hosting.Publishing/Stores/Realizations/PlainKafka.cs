using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Kafka in one container, broker and controller in one. Clients log in; the listeners without a password are the container's own.</summary>
internal sealed class PlainKafka : IStoreRealization
{
    private const int User = 1000;
    private const string Script = "topics.sh";
    private const string LoginModule = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    public StoreKind Kind => StoreKind.Kafka;

    public Realization Realization => Realization.Plain;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        PlainTls.Refuse(scope);
        var server = new PlainServer
        {
            User = User,
            Port = scope.Store.PortOf(),
            PortName = "clients",
            DataPath = "/var/lib/kafka/data",
            Probe = new() { ["tcpSocket"] = new JsonObject { ["port"] = "clients" } },
            Environment =
            [
                .. Passwords(scope),
                .. Variables(scope).Select(variable => Trees.Variable(variable.Key, variable.Value)),
                .. scope
                    .Settings()
                    .Select(setting => Trees.Variable($"KAFKA_{setting.Key.ToUpperInvariant().Replace('.', '_')}", setting.Value)),
            ],
            IsReadOnly = false,
        };
        var step = new SetupStep(User, new Dictionary<string, string> { [Script] = PlainKafkaTopics.Script(scope) })
        {
            Command = ["/bin/sh", SetupStep.PathOf(Script)],
            Environment =
            [
                Trees.SecretVariable("ADMINISTRATOR_PASSWORD", scope.AdministratorSecret, "password"),
                Trees.Variable("LOG_DIR", "/tmp/logs"),
                Trees.Variable("KAFKA_HEAP_OPTS", "-Xmx128m"),
            ],
        };
        return server.Objects(scope).Concat(step.Objects(scope));
    }

    private static IEnumerable<JsonObject> Passwords(StoreScope scope) =>
        scope
            .Users.Select(user => Trees.SecretVariable(VariableOf(user), user.ObjectName, "password"))
            .Prepend(Trees.SecretVariable("ADMINISTRATOR_PASSWORD", scope.AdministratorSecret, "password"));

    private static Dictionary<string, string> Variables(StoreScope scope)
    {
        var port = scope.Store.PortOf().ToString(CultureInfo.InvariantCulture);
        var logins = scope.Users.Select(user => $" user_{user.ObjectName}=\"$({VariableOf(user)})\"");
        return new()
        {
            ["CLUSTER_ID"] = ClusterId(scope),
            ["KAFKA_NODE_ID"] = "1",
            ["KAFKA_PROCESS_ROLES"] = "broker,controller",
            ["KAFKA_CONTROLLER_QUORUM_VOTERS"] = "1@localhost:29093",
            ["KAFKA_CONTROLLER_LISTENER_NAMES"] = "CONTROLLER",
            ["KAFKA_INTER_BROKER_LISTENER_NAME"] = "BROKER",
            ["KAFKA_LISTENERS"] = $"CONTROLLER://localhost:29093,BROKER://localhost:29092,CLIENTS://0.0.0.0:{port}",
            ["KAFKA_ADVERTISED_LISTENERS"] =
                $"BROKER://localhost:29092,CLIENTS://{KubernetesStores.HostOf(scope.Context, scope.Store)}:{port}",
            ["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,BROKER:PLAINTEXT,CLIENTS:SASL_PLAINTEXT",
            ["KAFKA_LISTENER_NAME_CLIENTS_SASL_ENABLED_MECHANISMS"] = "PLAIN",
            ["KAFKA_LISTENER_NAME_CLIENTS_PLAIN_SASL_JAAS_CONFIG"] =
                $"{LoginModule} user_administrator=\"$(ADMINISTRATOR_PASSWORD)\"{string.Concat(logins)};",
            ["KAFKA_AUTHORIZER_CLASS_NAME"] = "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            ["KAFKA_SUPER_USERS"] = "User:ANONYMOUS;User:administrator",
            // Not the volume itself, where a file system may have a lost+found.
            ["KAFKA_LOG_DIRS"] = "/var/lib/kafka/data/log",
            ["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] = "false",
            ["KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"] = "1",
            ["KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR"] = "1",
            ["KAFKA_TRANSACTION_STATE_LOG_MIN_ISR"] = "1",
            ["KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS"] = "0",
        };
    }

    private static string VariableOf(StoreUser user) => $"{user.Name.Replace('-', '_').ToUpperInvariant()}_PASSWORD";

    // Sixteen bytes that stay the same, as Kafka writes them.
    private static string ClusterId(StoreScope scope) =>
        Convert
            .ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope.Namespace}/{scope.Name}")).AsSpan(0, 16))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
}
