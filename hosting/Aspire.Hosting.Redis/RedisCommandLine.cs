using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>The shell command that a Redis container runs. A shell, so that the password comes from the environment.</summary>
internal static class RedisCommandLine
{
    public const string Shell = "/bin/sh";
    public const string PasswordVariable = "REDIS_PASSWORD";

    public static string Of(RedisResource redis)
    {
        var words = new List<string> { "redis-server" };
        if (redis.PasswordParameter is not null)
        {
            words.AddRange(["--requirepass", $"${PasswordVariable}"]);
        }

        foreach (var module in redis.Annotations.OfType<RedisModuleAnnotation>())
        {
            words.AddRange(["--loadmodule", module.Path]);
        }

        if (redis.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence))
        {
            var seconds = (long)persistence.Interval.TotalSeconds;
            words.AddRange([
                "--save",
                seconds.ToString(CultureInfo.InvariantCulture),
                persistence.KeysChanged.ToString(CultureInfo.InvariantCulture),
            ]);
        }

        return string.Join(' ', words);
    }
}
