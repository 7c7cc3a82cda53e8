using System.Globalization;
using Platform.ServiceDefaults.Migrations;
using StackExchange.Redis;

namespace Catalog.Caching;

/// <summary>Connects to Redis and forgets here what another replica has changed. Without Redis the memory's short lifetimes do.</summary>
public sealed partial class InvalidationListener(
    TwoLevelCache cache,
    ListGeneration generation,
    SharedCache shared,
    DatabaseMigrations migrations,
    IServiceProvider services,
    ILogger<InvalidationListener> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await migrations.WaitAsync(stoppingToken);
            // Connecting blocks, and a Redis that is away lets it block long.
            var redis = await Task.Run(services.GetRequiredService<IConnectionMultiplexer>, stoppingToken);
            redis.ConnectionRestored += (_, _) => cache.ForgetAll();
            shared.Attach(redis);
            await redis.GetSubscriber().SubscribeAsync(SharedCache.Channel, (_, message) => Hear(message));
        }
        catch (Exception error) when (error is RedisException or InvalidOperationException)
        {
            // Not configured, or away: the client subscribes by itself once it is connected.
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
