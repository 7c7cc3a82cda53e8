namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A config, and where the service finds it.</summary>
public sealed class ConfigReference
{
    public string? Source { get; set; }
    public string? Target { get; set; }
    public string? Uid { get; set; }
    public string? Gid { get; set; }
    public UnixFileMode? Mode { get; set; }
}
