using StackExchange.Redis;

namespace Catalog.Caching;

/// <summary>Redis, connected in the background when it is first needed: neither a start nor a request waits for it.</summary>
public sealed partial class SharedCacheConnection(IServiceProvider services, ILogger<SharedCacheConnection> logger)
{
    internal const string Channel = "catalog:invalidated";
    private readonly Lock gate = new();
    private IConnectionMultiplexer? redis;
    private Task? attempt;

    /// <summary>A message came in over <see cref="Channel"/>.</summary>
    public event Action<string>? Heard;

    /// <summary>Messages may have been missed.</summary>
    public event Action? Interrupted;

    /// <summary>Null until the connection has been made.</summary>
    public IConnectionMultiplexer? Current
    {
        get
        {
            if (redis is null)
            {
                AttemptAsync();
            }
            return redis;
        }
    }

    /// <summary>Ends when the first attempt to connect has ended, well or not.</summary>
    public Task AttemptAsync()
    {
        lock (gate)
        {
            return attempt ??= Task.Run(ConnectAsync);
        }
    }

    /// <summary>False while Redis is away; null before the first attempt to connect has ended.</summary>
    public bool? Connected => redis?.IsConnected;

    private async Task ConnectAsync()
    {
        try
        {
            // Blocks, and long when nobody answers.
            var connection = services.GetRequiredService<IConnectionMultiplexer>();
            connection.ConnectionRestored += (_, _) => Interrupted?.Invoke();
            redis = connection;
            await connection.GetSubscriber().SubscribeAsync(Channel, (_, message) => Heard?.Invoke(message.ToString()));
            Interrupted?.Invoke();
        }
        catch (Exception error) when (error is RedisException or InvalidOperationException or ObjectDisposedException or TimeoutException)
        {
            // Not configured, or away: then the client connects and subscribes by itself later.
            LogNotSubscribed(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is not there yet, other replicas' changes show after the memory's lifetime: {Reason}")]
    private partial void LogNotSubscribed(string reason);
}
