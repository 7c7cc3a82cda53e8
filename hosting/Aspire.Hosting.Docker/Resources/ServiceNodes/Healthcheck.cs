namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>What says that a service can serve.</summary>
public sealed class Healthcheck
{
    /// <summary><c>CMD</c> or <c>CMD-SHELL</c>, then the command.</summary>
    public List<string> Test { get; set; } = [];

    public required string Interval { get; set; }

    public required string Timeout { get; set; }

    public int? Retries { get; set; }

    public required string StartPeriod { get; set; }
}
