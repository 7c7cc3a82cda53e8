using StackExchange.Redis;

namespace Catalog.Caching;

/// <summary>The level that replicas share, in Redis. Never fails and never takes long: what Redis does not answer counts as not cached.</summary>
public sealed partial class SharedCache(TimeProvider time, ILogger<SharedCache> logger)
{
    internal const string Channel = "catalog:invalidated";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // While this mark stands, a reader who loaded the old row a moment ago cannot put it back (it writes only where nothing stands).
    private static readonly TimeSpan MarkLifetime = TimeSpan.FromSeconds(2);
    private static readonly RedisValue Mark = RedisValue.EmptyString;
    private IConnectionMultiplexer? redis;
    private long pausedUntil;

    /// <summary>False while Redis is away; null before the first attempt to connect has ended.</summary>
    public bool? Connected => redis?.IsConnected;

    /// <summary>From now on there is a second level.</summary>
    public void Attach(IConnectionMultiplexer connection) => redis = connection;

    public async Task<byte[]?> GetAsync(string key)
    {
        var value = await TryAsync(database => database.StringGetAsync(Name(key)));
        return value.HasValue && value != Mark ? (byte[]?)value : null;
    }

    public Task SetAsync(string key, byte[] value, TimeSpan lifetime) =>
        TryAsync(database => database.StringSetAsync(Name(key), value, lifetime, When.NotExists));

    public Task InvalidateAsync(IReadOnlyCollection<string> keys) =>
        TryAsync(async database =>
        {
            // Commands of one connection are answered in order: waiting for the last is waiting for all.
            var sent = keys.Select(key => database.StringSetAsync(Name(key), Mark, MarkLifetime)).ToList<Task>();
            sent.Add(database.PublishAsync(Channel, string.Join('\n', keys)));
            await Task.WhenAll(sent);
            return true;
        });

    /// <summary>Tells all replicas that listen.</summary>
    public Task AnnounceAsync(string message) => TryAsync(database => database.PublishAsync(Channel, message));

    private async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (redis is not { IsConnected: true } connection || time.GetTimestamp() < Interlocked.Read(ref pausedUntil))
        {
            return default;
        }
        try
        {
            return await ask(connection.GetDatabase()).WaitAsync(Patience, time);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            Interlocked.Exchange(ref pausedUntil, time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency));
            LogPaused(error.Message);
            return default;
        }
    }

    private static RedisKey Name(string key) => "catalog:" + key;

    [LoggerMessage(LogLevel.Warning, "Redis does not answer, reads go to the database for a while: {Reason}")]
    private partial void LogPaused(string reason);
}
