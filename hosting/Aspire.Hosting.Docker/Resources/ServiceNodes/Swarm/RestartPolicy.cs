namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>When an instance that ended is started again.</summary>
public sealed class RestartPolicy
{
    public string? Condition { get; set; }
    public string? Delay { get; set; }
    public int? MaxAttempts { get; set; }
    public string? Window { get; set; }
}
