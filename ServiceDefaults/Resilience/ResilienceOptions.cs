namespace Platform.ServiceDefaults.Resilience;

/// <summary>
/// Outgoing calls; bound from <c>Resilience:Default</c>, then <c>Resilience:{name of the HTTP client}</c>. Defaults are those of the standard handler of
/// Microsoft.Extensions.Http.Resilience, but for shorter waits between attempts.
/// </summary>
public sealed class ResilienceOptions
{
    /// <summary>For a call with all its attempts.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>0 turns retries off. Only idempotent requests are repeated.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Before the first retry; doubles with each, with jitter. A longer Retry-After is obeyed.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Share of failed attempts within <see cref="SamplingDuration"/> that opens the circuit of an authority.</summary>
    public double FailureRatio { get; set; } = 0.1;

    /// <summary>Least attempts within <see cref="SamplingDuration"/> before the circuit may open.</summary>
    public int MinimumThroughput { get; set; } = 100;

    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit refuses calls before it tries one.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);
}
