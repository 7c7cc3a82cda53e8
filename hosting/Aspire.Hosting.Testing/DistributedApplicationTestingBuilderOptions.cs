namespace Aspire.Hosting.Testing;

/// <summary>How a graph is built for a test.</summary>
public sealed class DistributedApplicationTestingBuilderOptions
{
    /// <summary>True to start the dashboard as well. Default: false.</summary>
    public bool EnableDashboard { get; set; }
}
