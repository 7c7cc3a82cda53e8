using StackExchange.Redis;

namespace Catalog.Caching;

/// <summary>The level that replicas share, in Redis. Never fails and never takes long: what Redis does not answer counts as not cached.</summary>
public sealed partial class SharedCache(SharedCacheConnection connection, TimeProvider time, ILogger<SharedCache> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // While this mark stands, a reader who loaded the old row a moment ago cannot put it back (it writes only where nothing stands).
    private static readonly TimeSpan MarkLifetime = TimeSpan.FromSeconds(2);
    private static readonly RedisValue Mark = RedisValue.EmptyString;
    private long pausedUntil;

    public async Task<byte[]?> GetAsync(string key)
    {
        var value = await TryAsync(database => database.StringGetAsync(Name(key)));
        return value.HasValue && value != Mark ? (byte[]?)value : null;
    }

    public Task SetAsync(string key, byte[] value, TimeSpan lifetime) =>
        TryAsync(database => database.StringSetAsync(Name(key), value, lifetime, When.NotExists));

    /// <summary>Forgets the keys for all replicas, and tells those that listen.</summary>
    public async Task InvalidateAsync(IReadOnlyCollection<string> keys)
    {
        await BeConnectedAsync();
        await TryAsync(async database =>
        {
            var sent = keys.Select(key => database.StringSetAsync(Name(key), Mark, MarkLifetime)).ToList<Task>();
            sent.Add(database.PublishAsync(SharedCacheConnection.Channel, string.Join('\n', keys)));
            await Task.WhenAll(sent);
            return true;
        });
    }

    /// <summary>Tells all replicas that listen.</summary>
    public async Task AnnounceAsync(string message)
    {
        await BeConnectedAsync();
        await TryAsync(database => database.PublishAsync(SharedCacheConnection.Channel, message));
    }

    // A read can do without Redis; the first change of a new replica waits for it a while, else nobody would hear of it.
    private async Task BeConnectedAsync()
    {
        var attempt = connection.AttemptAsync();
        if (!attempt.IsCompleted)
        {
            await Task.WhenAny(attempt, Task.Delay(Pause, time));
        }
    }

    private async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (connection.Current is not { IsConnected: true } redis || time.GetTimestamp() < Interlocked.Read(ref pausedUntil))
        {
            return default;
        }
        try
        {
            return await ask(redis.GetDatabase()).WaitAsync(Patience, time);
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
