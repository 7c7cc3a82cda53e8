using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>The bootstrap server, and behind it librdkafka's own settings where clients must log in.</summary>
public static class KafkaConnection
{
    /// <param name="mechanism">librdkafka's name: <c>PLAIN</c>, <c>SCRAM-SHA-512</c>.</param>
    public static DeployedValue ConnectionString(StoreAddress address, StoreLogin login, string mechanism)
    {
        var text = new ValueText().Add(address.Host).Add(":").Add(address.Port);
        if (login.Password is { } password)
        {
            text.Add($";security.protocol={(address.Tls ? "SASL_SSL" : "SASL_PLAINTEXT")};sasl.mechanism={mechanism}");
            text.Add(";sasl.username=").Add(login.User!).Add(";sasl.password=").Add(password);
        }
        else if (address.Tls)
        {
            text.Add(";security.protocol=SSL");
        }
        if (address.Certificate is { } certificate)
        {
            text.Add($";ssl.ca.location={certificate}");
        }
        return text.Build();
    }

    public static IReadOnlyDictionary<string, DeployedValue> Properties(StoreAddress address) =>
        new Dictionary<string, DeployedValue>
        {
            ["Host"] = DeployedValue.Of(address.Host),
            ["Port"] = new ValueText().Add(address.Port).Build(),
        };
}
