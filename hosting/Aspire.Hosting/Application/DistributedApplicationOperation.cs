namespace Aspire.Hosting;

/// <summary>What the graph is built for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run on this machine.</summary>
    Run,

    /// <summary>To be written down for somewhere else.</summary>
    Publish,
}
