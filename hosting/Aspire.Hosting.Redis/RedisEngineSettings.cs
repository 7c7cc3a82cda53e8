using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Redis;

/// <summary>What a native engine must know to serve a Redis resource.</summary>
internal static class RedisEngineSettings
{
    public static async ValueTask<EngineSettings> CreateAsync(RedisResource redis, EngineSettingsContext context)
    {
        if (redis.TryGetLastAnnotation<RedisModuleAnnotation>(out var module))
        {
            throw new DistributedApplicationException(
                $"Redis '{redis.Name}' loads the module '{module.Path}', which is in the container image only. "
                    + "Leave WithModule out of the run: if (builder.ExecutionContext.IsPublishMode) …"
            );
        }

        var password = redis.PasswordParameter is { } parameter
            ? await parameter.GetValueAsync(context.CancellationToken).ConfigureAwait(false)
            : null;
        return new RedisSettings(password)
        {
            Persistence = redis.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence)
                ? (persistence.Interval, persistence.KeysChanged)
                : null,
        };
    }
}
