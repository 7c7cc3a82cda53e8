using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>One multiplexer, connected when it is first asked for (which blocks), closed when the host has stopped.</summary>
internal sealed class RedisConnection(Func<ConfigurationOptions> options, bool traced) : IHostedLifecycleService, IDisposable
{
    private readonly Lock gate = new();
    private ConnectionMultiplexer? multiplexer;
    private IConnectionMultiplexer? handedOut;

    public IConnectionMultiplexer Multiplexer
    {
        get
        {
            lock (gate)
                return handedOut ??= Connect();
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Nobody waits for an answer any more: the client's own Dispose would say goodbye to the server and wait for that, at least a second.</summary>
    public void Dispose()
    {
        // Not under the lock: connecting to a server that is away would hold the stop.
        Volatile.Read(ref multiplexer)?.Close(allowCommandsToComplete: false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IConnectionMultiplexer Connect()
    {
        var chosen = options();
        var connected = ConnectionMultiplexer.Connect(chosen);
        Volatile.Write(ref multiplexer, connected);
        return traced ? TracedMultiplexer.Over(connected, new RedisTelemetry(chosen)) : connected;
    }
}
