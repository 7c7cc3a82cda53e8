namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>An amount of the machine.</summary>
public sealed class ResourceSpec
{
    /// <summary>Cores, as text: <c>0.5</c>.</summary>
    public string? Cpus { get; set; }

    /// <summary>Bytes, with a unit: <c>512M</c>.</summary>
    public string? Memory { get; set; }
}
