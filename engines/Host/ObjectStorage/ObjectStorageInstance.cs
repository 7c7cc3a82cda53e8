using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Protocol;
using Platform.Engines.ObjectStorage;
using Platform.Hosting;

namespace Platform.Engines.Host.ObjectStorage;

/// <summary>A server of <c>engines/ObjectStorage</c>, and the page that stands where a container would have a console.</summary>
internal sealed class ObjectStorageInstance(S3Server server, OneAnswer? console) : IEngineInstance
{
    public const string ApiEndpoint = "http";
    public const string ConsoleEndpoint = "console";

    public static async Task<IEngineInstance> StartAsync(
        EngineStart start,
        ObjectStorageSettings settings,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var options = new S3ServerOptions
        {
            DataDirectory = start.DataDirectory,
            Port = start.Ports[ApiEndpoint],
            AccessKey = settings.AccessKey,
            SecretKey = settings.SecretKey,
            Region = settings.Region,
            Buckets = [.. settings.Buckets],
            Logger = loggers.CreateLogger<S3Server>(),
        };
        var console = start.Ports.TryGetValue(ConsoleEndpoint, out var port) ? ConsolePage.Listen(port, start.Resource, settings) : null;
        try
        {
            return new ObjectStorageInstance(await S3Server.StartAsync(options, cancellationToken), console);
        }
        catch
        {
            await (console?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public Task SnapshotAsync(string directory, CancellationToken cancellationToken) => server.SnapshotAsync(directory, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await (console?.DisposeAsync() ?? ValueTask.CompletedTask);
        await server.DisposeAsync();
    }
}
