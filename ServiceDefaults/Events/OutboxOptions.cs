namespace Platform.ServiceDefaults.Events;

/// <summary>How an outbox is relayed; bound from <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Rows read at a time.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>How often a replica that does not relay asks whether it should. The end of another's session is no event that it could wait for.</summary>
    public TimeSpan TakeOverInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>First pause before an event that the broker refused is tried again, and those of its key behind it; doubles up to a minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
