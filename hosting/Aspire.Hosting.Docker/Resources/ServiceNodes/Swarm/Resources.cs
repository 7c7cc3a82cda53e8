namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>What one instance may take at most, and what it is promised.</summary>
public sealed class Resources
{
    public ResourceSpec? Limits { get; set; }
    public ResourceSpec? Reservations { get; set; }
}
