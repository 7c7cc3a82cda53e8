namespace Aspire.Hosting.Kafka;

/// <summary>Broker configurations given as variables of the image: <c>KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS</c> is <c>group.min.session.timeout.ms</c>.</summary>
internal static class KafkaVariables
{
    private const string Prefix = "KAFKA_";

    // These say how a container is laid out; an engine has its own listeners, directory and controller.
    private static readonly string[] s_ofTheContainer =
    [
        "listener",
        "advertised.",
        "log.dir",
        "inter.broker.",
        "control.plane.",
        "controller.",
        "process.",
        "node.id",
        "broker.id",
        "cluster.id",
        "zookeeper.",
        "heap.",
        "jmx.",
        "opts",
        "rest.",
    ];

    public static Dictionary<string, string> ToConfigs(IEnumerable<KeyValuePair<string, string>> environment) =>
        environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create(Name(variable.Key), variable.Value))
            .Where(config => !Array.Exists(s_ofTheContainer, part => config.Key.StartsWith(part, StringComparison.Ordinal)))
            .ToDictionary();

    // The image's rule: three underscores are a dash, two are one, one is a dot.
    private static string Name(string variable) =>
        variable[Prefix.Length..].ToLowerInvariant().Replace("___", "-").Replace("__", "\0").Replace('_', '.').Replace('\0', '_');
}
