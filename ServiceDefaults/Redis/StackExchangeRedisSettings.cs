namespace Platform.ServiceDefaults.Redis;

/// <summary>Settings of a Redis client; bound from <c>Aspire:StackExchange:Redis</c> and <c>Aspire:StackExchange:Redis:{connectionName}</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>From <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }
}
