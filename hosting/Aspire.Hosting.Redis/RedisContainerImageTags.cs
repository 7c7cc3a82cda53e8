namespace Aspire.Hosting.Redis;

internal static class RedisContainerImageTags
{
    public const string Registry = "docker.io";
    public const string Image = "library/redis";
    public const string Tag = "8.6";
    public const string CommanderImage = "rediscommander/redis-commander";
    public const string CommanderTag = "latest";
    public const string InsightImage = "redis/redisinsight";
    public const string InsightTag = "3.0";
}
