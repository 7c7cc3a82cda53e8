using Microsoft.Extensions.Logging;
using Platform.Engines.Elasticsearch;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host.Elasticsearch;

/// <summary>A node of <c>engines/Elasticsearch</c>, and what stands at the port that its fellows would use.</summary>
internal sealed class ElasticsearchInstance(ElasticsearchServer server, OneAnswer? transport) : IEngineInstance
{
    public const string ApiEndpoint = "http";
    private const string TransportEndpoint = "internal";

    public static async Task<IEngineInstance> StartAsync(
        EngineStart start,
        ElasticsearchSettings settings,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var options = new ElasticsearchServerOptions
        {
            DataDirectory = start.DataDirectory,
            Port = start.Ports[ApiEndpoint],
            Password = settings.Password,
            ClusterName = settings.ClusterName,
            NodeName = settings.NodeName,
            Logger = loggers.CreateLogger<ElasticsearchServer>(),
        };
        if (settings.MemoryBudget is { } budget)
        {
            options = options with { MemoryBudget = budget };
        }

        var transport = start.Ports.TryGetValue(TransportEndpoint, out var port)
            ? TransportPort.Listen(port, start.Resource, settings)
            : null;
        try
        {
            return new ElasticsearchInstance(await ElasticsearchServer.StartAsync(options, cancellationToken), transport);
        }
        catch
        {
            await (transport?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public Task SnapshotAsync(string directory, CancellationToken cancellationToken) => server.SnapshotAsync(directory, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await (transport?.DisposeAsync() ?? ValueTask.CompletedTask);
        await server.DisposeAsync();
    }
}
