namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>A node for a class of tests that clients of others run against; each part of a script has indices of its own there.</summary>
public sealed class ClientNode : IAsyncLifetime
{
    private const string Password = "p{}~()*+!-_.w";
    private readonly string data = Directory.CreateTempSubdirectory("platform-elasticsearch-").FullName;
    private ElasticsearchServer? server;

    /// <summary>What the scripts read: where the node is, and the password.</summary>
    public Dictionary<string, string> Environment =>
        new()
        {
            ["ES_NODE"] = $"http://127.0.0.1:{server!.Port}",
            ["ES_PASSWORD"] = Password,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };

    public async ValueTask InitializeAsync() =>
        server = await ElasticsearchServer.StartAsync(new() { DataDirectory = data, Password = Password });

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
