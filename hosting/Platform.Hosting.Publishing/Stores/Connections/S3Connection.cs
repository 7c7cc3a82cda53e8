using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>Keywords: endpoint, keys, region.</summary>
public static class S3Connection
{
    /// <param name="region">Null: the client's default.</param>
    public static DeployedValue ConnectionString(StoreAddress address, StoreLogin login, ValuePart? region = null)
    {
        var text = new ValueText().Add("Endpoint=").Add(Endpoint(address));
        text.Add(";AccessKey=").Add(login.User!).Add(";SecretKey=").Add(login.Password!);
        if (region is not null)
        {
            text.Add(";Region=").Add(region);
        }
        if (address.Certificate is { } certificate)
        {
            text.Add($";{StoreOptions.S3Authority}={certificate}");
        }
        return text.Build();
    }

    public static IReadOnlyDictionary<string, DeployedValue> Properties(StoreAddress address, StoreLogin login) =>
        new Dictionary<string, DeployedValue>
        {
            ["Host"] = DeployedValue.Of(address.Host),
            ["Port"] = new ValueText().Add(address.Port).Build(),
            ["AccessKey"] = DeployedValue.Of(login.User!),
            ["SecretKey"] = DeployedValue.Of(login.Password!),
            ["Uri"] = Endpoint(address),
        };

    private static DeployedValue Endpoint(StoreAddress address) =>
        new ValueText().Add(address.Tls ? "https://" : "http://").Add(address.Host).Add(":").Add(address.Port).Build();
}
