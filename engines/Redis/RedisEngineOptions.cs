namespace Platform.Engines.Redis;

/// <summary>Where the engine looks for its server.</summary>
public sealed record RedisEngineOptions
{
    internal const string Variable = "PLATFORM_REDIS_SERVER";

    /// <summary>The program <c>redis-server</c>; default: the variable <c>PLATFORM_REDIS_SERVER</c>, else null: it is looked up in PATH.</summary>
    public string? Server { get; init; } = Environment.GetEnvironmentVariable(Variable);
}
