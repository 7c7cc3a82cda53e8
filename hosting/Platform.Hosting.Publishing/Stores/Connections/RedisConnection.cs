using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>StackExchange.Redis' options. Members of a cluster are known by their IP addresses: the certificate is checked for the name that is asked first.</summary>
public static class RedisConnection
{
    public static DeployedValue ConnectionString(StoreAddress address, StoreLogin login)
    {
        var text = new ValueText().Add(address.Host).Add(":").Add(address.Port);
        if (login.Password is { } password)
        {
            text.Add(",password=").Add(password);
        }
        if (address.Tls)
        {
            text.Add(",ssl=true,sslHost=").Add(address.Host);
        }
        if (address.Certificate is { } certificate)
        {
            text.Add($",{StoreOptions.RedisAuthority}={certificate}");
        }
        return text.Build();
    }

    public static IReadOnlyDictionary<string, DeployedValue> Properties(StoreAddress address, StoreLogin login)
    {
        var uri = new ValueText().Add(address.Tls ? "rediss://" : "redis://");
        var properties = new Dictionary<string, DeployedValue>
        {
            ["Host"] = DeployedValue.Of(address.Host),
            ["Port"] = new ValueText().Add(address.Port).Build(),
        };
        if (login.Password is { } password)
        {
            properties["Password"] = DeployedValue.Of(password);
            uri.Add(":").Add(password with { Format = "uri" }).Add("@");
        }
        properties["Uri"] = uri.Add(address.Host).Add(":").Add(address.Port).Build();
        return properties;
    }
}
