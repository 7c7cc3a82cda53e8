using System.Globalization;
using StackExchange.Redis;

namespace Catalog.Caching;

/// <summary>Forgets here what another replica has changed. Without Redis the memory's short lifetimes do.</summary>
public sealed partial class InvalidationListener(
    TwoLevelCache cache,
    ListGeneration generation,
    IServiceProvider services,
    ILogger<InvalidationListener> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Connecting must not hold up the start.
        await Task.Yield();
        if (services.GetService<IConnectionMultiplexer>() is not { } redis)
        {
            return;
        }
        redis.ConnectionRestored += (_, _) => cache.ForgetAll();
        try
        {
            await redis.GetSubscriber().SubscribeAsync(SharedCache.Channel, (_, message) => Hear(message));
        }
        catch (RedisException error)
        {
            // The client subscribes by itself once it is connected.
            LogNotSubscribed(error.Message);
        }
    }

    private void Hear(string? message)
    {
        foreach (var key in (message ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!key.StartsWith(ListGeneration.Prefix, StringComparison.Ordinal))
            {
                cache.Forget(key);
            }
            else if (long.TryParse(key.AsSpan(ListGeneration.Prefix.Length), CultureInfo.InvariantCulture, out var announced))
            {
                generation.Observe(announced);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is not there yet, other replicas' changes show after the memory's lifetime: {Reason}")]
    private partial void LogNotSubscribed(string reason);
}
