namespace Files.Policies;

/// <summary>Who can process files, as the API and the rules name it.</summary>
public static class ProcessingTargets
{
    /// <summary>Our Worker, over Kafka.</summary>
    public const string Worker = "worker";

    /// <summary>Whoever reads the queue (SQS): workers on spot machines, in the document.</summary>
    public const string Queue = "queue";

    /// <summary>An invoked function (Lambda).</summary>
    public const string Function = "function";

    /// <summary>The GPU server on the premises.</summary>
    public const string Gpu = "gpu";
}
