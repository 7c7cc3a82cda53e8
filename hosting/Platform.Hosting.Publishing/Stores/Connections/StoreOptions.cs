namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>What ServiceDefaults understands in connection strings and the clients themselves do not: the file of the authority that signed the server's certificate.</summary>
internal static class StoreOptions
{
    public const string RedisAuthority = "sslCa";
    public const string UrlAuthority = "ca";
    public const string S3Authority = "Root Certificate";
}
