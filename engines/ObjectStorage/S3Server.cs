using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Operations;
using Platform.Engines.ObjectStorage.Store;
using Platform.Engines.Serving;

namespace Platform.Engines.ObjectStorage;

/// <summary>An S3 server on the loopback: ready when <see cref="StartAsync"/> returns.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly LoopbackServer http;
    private readonly ObjectStore store;

    private S3Server(LoopbackServer http, ObjectStore store) => (this.http, this.store) = (http, store);

    /// <summary>The port that is listened on.</summary>
    public int Port => http.Port;

    /// <exception cref="IOException">The port is taken, or the data directory cannot be used.</exception>
    /// <exception cref="ArgumentException">A bucket's name is not one that S3 allows.</exception>
    public static async Task<S3Server> StartAsync(S3ServerOptions options, CancellationToken cancellationToken = default)
    {
        var logger = options.Logger ?? NullLogger.Instance;
        var store = ObjectStore.Open(options.DataDirectory, logger, options.TimeProvider);
        try
        {
            EnsureBuckets(store, options);
            var services = new S3Services(
                store,
                new Authenticator(options.AccessKey, options.SecretKey, options.TimeProvider),
                options.Region,
                options.TimeProvider,
                new BodyGate(S3Limits.ConcurrentBodies, S3Limits.BodyPatience)
            );
            var application = new S3Application(services, logger, options.Observer);
            var http = await LoopbackServer
                .StartAsync(options.Port, application.HandleAsync, Configure, cancellationToken)
                .ConfigureAwait(false);
            var server = new S3Server(http, store);
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
        await http.DisposeAsync().ConfigureAwait(false);
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

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestHeaderCount = 100;
            // Byte for byte what was sent: signatures cover bytes, and metadata is given back as it came.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
    }
}
