using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>A URL with user and password, as the graph's own has them.</summary>
public static class ElasticsearchConnection
{
    public static DeployedValue ConnectionString(StoreAddress address, StoreLogin login)
    {
        var text = new ValueText().Add(address.Tls ? "https://" : "http://");
        text.Add(login.User!).Add(":").Add(login.Password!).Add("@").Add(address.Host).Add(":").Add(address.Port);
        if (address.Certificate is { } certificate)
        {
            text.Add($"?{StoreOptions.UrlAuthority}={certificate}");
        }
        return text.Build();
    }
}
