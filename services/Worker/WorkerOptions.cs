namespace Worker;

/// <summary>Bound from <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>Jobs at a time.</summary>
    public int Concurrency { get; set; } = 2;

    /// <summary>How long a job is this worker's without renewal; it is renewed three times in that.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a job is begun before it is given up.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>First pause before a job that failed is tried again; doubles up to 32 times.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A queue that is read besides Kafka; may name a service: <c>http://on-premises/000000000000/worker-tasks</c>. None by default.</summary>
    public string? QueueUrl { get; set; }

    /// <summary>How long a message of the queue stays ours without renewal; whole seconds.</summary>
    public TimeSpan QueueVisibility { get; set; } = TimeSpan.FromSeconds(30);

    internal TimeSpan RetryAfter(int attempts) => RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 5));
}
