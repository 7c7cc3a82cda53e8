using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>Services on one network reach each other by name.</summary>
public sealed class Network : NamedComposeMember
{
    public string? Driver { get; set; }

    public Dictionary<string, string> DriverOpts { get; set; } = [];

    public bool? External { get; set; }

    /// <summary>Whether nothing outside can be reached.</summary>
    public bool? Internal { get; set; }

    public bool? Attachable { get; set; }

    public bool? Ingress { get; set; }

    public Ipam? Ipam { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];
}
