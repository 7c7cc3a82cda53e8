using System.Net;
using System.Text;
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
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Operations;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage;

/// <summary>An S3 server on the loopback: ready when <see cref="StartAsync"/> returns.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ObjectStore store;

    private S3Server(WebApplication application, ObjectStore store, int port)
    {
        this.application = application;
        this.store = store;
        Port = port;
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    /// <exception cref="IOException">The port is taken, or the data directory cannot be used.</exception>
    /// <exception cref="ArgumentException">A bucket's name is not one that S3 allows.</exception>
    public static async Task<S3Server> StartAsync(S3ServerOptions options, CancellationToken cancellationToken = default)
    {
        var logger = options.Logger ?? NullLogger.Instance;
        var store = ObjectStore.Open(options.DataDirectory, logger, options.TimeProvider);
        try
        {
            EnsureBuckets(store, options);
            var application = Build(options, store, logger);
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
            var server = new S3Server(application, store, BindingAddress.Parse(address).Port);
            logger.LogInformation("S3 is served on http://localhost:{Port} from {Directory}.", server.Port, options.DataDirectory);
            return server;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Writes a consistent copy of the data, taken while requests go on, into an empty or missing directory.</summary>
    /// <exception cref="IOException">The directory is not empty or cannot be written.</exception>
    public Task SnapshotAsync(string directory, CancellationToken cancellationToken = default) =>
        Task.Run(() => store.Snapshot(directory, cancellationToken), cancellationToken);

    /// <summary>Lets requests end for five seconds, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
            await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        store.Dispose();
    }

    private static void EnsureBuckets(ObjectStore store, S3ServerOptions options)
    {
        foreach (var bucket in options.Buckets)
        {
            try
            {
                Buckets.CheckName(bucket);
            }
            catch (S3Exception refusal)
            {
                throw new ArgumentException($"'{bucket}' is not a bucket name that S3 allows: 3 to 63 of a-z, 0-9, '-' and '.'.", refusal);
            }
            if (!store.Read(state => state.Buckets.ContainsKey(bucket)))
                store.CreateBucket(bucket, options.Region);
        }
    }

    private static WebApplication Build(S3ServerOptions options, ObjectStore store, ILogger logger)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options.Port));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        var application = builder.Build();
        var services = new S3Services(
            store,
            new Authenticator(options.AccessKey, options.SecretKey, options.TimeProvider),
            options.Region,
            options.TimeProvider,
            new BodyGate(S3Limits.ConcurrentBodies, S3Limits.BodyPatience)
        );
        application.Run(new S3Application(services, logger, options.Observer).HandleAsync);
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxConcurrentConnections = 1024;
        // Somebody may sit in a debugger in the middle of a body.
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(5));
        kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(5));
        // Byte for byte what was sent: signatures cover bytes, and metadata is given back as it came.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
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
