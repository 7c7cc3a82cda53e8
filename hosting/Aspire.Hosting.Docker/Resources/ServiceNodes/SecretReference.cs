namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A secret, and where the service finds it.</summary>
public sealed class SecretReference
{
    public string? Source { get; set; }
    public string? Target { get; set; }
    public int? Uid { get; set; }
    public int? Gid { get; set; }
    public int? Mode { get; set; }
}
