using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Http;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch;

/// <summary>A search node on the loopback: ready when <see cref="StartAsync"/> returns.</summary>
public sealed class ElasticsearchServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly SearchNode node;
    private readonly Task indexing;

    private ElasticsearchServer(WebApplication application, SearchNode node, int port, Task indexing)
    {
        (this.application, this.node, this.indexing) = (application, node, indexing);
        Port = port;
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

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
            var application = Build(options, node, logger);
            try
            {
                await application.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await application.DisposeAsync().ConfigureAwait(false);
                throw;
            }
            var address = application
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.First();
            var server = new ElasticsearchServer(
                application,
                node,
                BindingAddress.Parse(address).Port,
                Task.Run(node.IndexWhatWasThere, CancellationToken.None)
            );
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
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
            await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        node.Dispose();
        await indexing.ConfigureAwait(false);
    }

    private static WebApplication Build(ElasticsearchServerOptions options, SearchNode node, ILogger logger)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options.Port));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        var rest = new RestApplication(node, new SearchRequests(options.TimeProvider), new BasicAuthentication(options.Password), logger);
        application.Run(rest.HandleAsync);
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        // Refused by the reader of bodies, in Elasticsearch's words.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 1024;
        // Somebody may sit in a debugger in the middle of a body.
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(5));
        kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(5));
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        else
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    // Signals are the host's business, which may run more than one server.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
