using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>
/// Bootstrap servers, and after them what clients need to log in: <c>;security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;…</c>. The names are
/// librdkafka's, or .NET's for the same (<c>SecurityProtocol=SaslSsl</c>).
/// </summary>
internal sealed record KafkaConnectionString(string BootstrapServers, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["securityprotocol"] = "security.protocol",
        ["saslmechanism"] = "sasl.mechanism",
        ["username"] = "sasl.username",
        ["saslusername"] = "sasl.username",
        ["password"] = "sasl.password",
        ["saslpassword"] = "sasl.password",
        ["calocation"] = "ssl.ca.location",
        ["sslcalocation"] = "ssl.ca.location",
    };

    /// <exception cref="InvalidOperationException">It names no server, or a setting that is none of these; the message quotes no value.</exception>
    public static KafkaConnectionString Parse(string name, string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var servers, ..] || servers.Contains('='))
            throw Wrong(name, "names no server");
        return new(servers.Trim(), [.. parts.Skip(1).Where(part => part.Trim().Length > 0).Select(part => Setting(name, part))]);
    }

    /// <summary>Puts the settings into a client's.</summary>
    public void Apply(ClientConfig config)
    {
        config.BootstrapServers = BootstrapServers;
        foreach (var (key, value) in Settings)
            config.Set(key, value);
    }

    public override string ToString() => BootstrapServers;

    private static KeyValuePair<string, string> Setting(string name, string part)
    {
        var at = part.IndexOf('=');
        var said = at < 0 ? part : part[..at];
        if (at < 0 || !Names.TryGetValue(said.Trim().Replace(".", ""), out var key))
            throw Wrong(
                name,
                at < 0 ? "has a setting without a value" : $"has the setting '{said.Trim()}', which is none of a connection's"
            );
        var value = part[(at + 1)..];
        return new(key, key is "security.protocol" ? Protocol(name, value) : value);
    }

    private static string Protocol(string name, string value) =>
        value.Trim().Replace("_", "").ToLowerInvariant() switch
        {
            "plaintext" => "plaintext",
            "ssl" => "ssl",
            "saslplaintext" => "sasl_plaintext",
            "saslssl" => "sasl_ssl",
            _ => throw Wrong(name, "has an unknown security.protocol: PLAINTEXT, SSL, SASL_PLAINTEXT and SASL_SSL are known"),
        };

    private static InvalidOperationException Wrong(string name, string what) =>
        new(
            $"The connection string '{name}' {what}: write host:9093;security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;sasl.username=…;sasl.password=…;ssl.ca.location=… into ConnectionStrings__{name}, or host:9092 alone."
        );
}
