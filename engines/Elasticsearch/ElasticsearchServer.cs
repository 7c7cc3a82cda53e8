using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Http;
using Platform.Engines.Elasticsearch.Requests;
using Platform.Engines.Serving;

namespace Platform.Engines.Elasticsearch;

/// <summary>A search node on the loopback: ready when <see cref="StartAsync"/> returns.</summary>
public sealed class ElasticsearchServer : IAsyncDisposable
{
    private readonly LoopbackServer http;
    private readonly SearchNode node;
    private readonly Task indexing;

    private ElasticsearchServer(LoopbackServer http, SearchNode node, Task indexing) =>
        (this.http, this.node, this.indexing) = (http, node, indexing);

    /// <summary>The port that is listened on.</summary>
    public int Port => http.Port;

    /// <exception cref="IOException">The port is taken, or the data directory cannot be used.</exception>
    public static async Task<ElasticsearchServer> StartAsync(
        ElasticsearchServerOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var logger = options.Logger ?? NullLogger.Instance;
        var node = SearchNode.Open(options);
        try
        {
            var rest = new RestApplication(
                node,
                new SearchRequests(options.TimeProvider),
                new BasicAuthentication(options.Password),
                logger
            );
            var http = await LoopbackServer
                .StartAsync(options.Port, rest.HandleAsync, configure: null, cancellationToken)
                .ConfigureAwait(false);
            var server = new ElasticsearchServer(http, node, Task.Run(node.IndexWhatWasThere, CancellationToken.None));
            logger.LogInformation(
                "Elasticsearch is served on http://localhost:{Port} from {Directory}.",
                server.Port,
                options.DataDirectory
            );
            return server;
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    /// <summary>Writes a consistent copy of the data, taken while requests go on, into an empty or missing directory.</summary>
    /// <exception cref="IOException">The directory is not empty or cannot be written.</exception>
    public Task SnapshotAsync(string directory, CancellationToken cancellationToken = default) =>
        Task.Run(() => node.Snapshot(directory), cancellationToken);

    /// <summary>Lets requests end for five seconds, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await http.DisposeAsync().ConfigureAwait(false);
        node.Dispose();
        await indexing.ConfigureAwait(false);
    }
}
