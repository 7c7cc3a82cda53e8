namespace Gateway.Limits;

/// <summary>Bound from <c>RateLimit</c>. Each gateway replica counts for itself.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests that one client may make within <see cref="Window"/>.</summary>
    public int Permits { get; set; } = 100;

    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);
}
