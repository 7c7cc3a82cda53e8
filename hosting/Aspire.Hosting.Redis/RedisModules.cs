namespace Aspire.Hosting;

/// <summary>Modules in the Redis image, for <see cref="RedisBuilderExtensions.WithModule"/>.</summary>
public static class RedisModules
{
    public const string BloomFilter = "/usr/local/lib/redis/modules/redisbloom.so";
    public const string Json = "/usr/local/lib/redis/modules/rejson.so";
    public const string Search = "/usr/local/lib/redis/modules/redisearch.so";
    public const string TimeSeries = "/usr/local/lib/redis/modules/redistimeseries.so";
}
