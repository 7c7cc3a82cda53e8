namespace Aspire.Hosting;

/// <summary>What a <see cref="DistributedApplicationExecutionContext"/> is made from.</summary>
public class DistributedApplicationExecutionContextOptions
{
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation) => Operation = operation;

    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName)
        : this(operation) => PublisherName = publisherName;

    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>The publisher asked for; null when there is none.</summary>
    public string? PublisherName { get; }

    /// <summary>The application's services; set when it is built.</summary>
    public IServiceProvider? Services { get; set; }
}
