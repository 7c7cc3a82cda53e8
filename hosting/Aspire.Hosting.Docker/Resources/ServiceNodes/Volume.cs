using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A volume of the file, or its mount in a service.</summary>
public sealed class Volume : NamedComposeMember
{
    /// <summary><c>volume</c>, <c>bind</c> or <c>tmpfs</c>.</summary>
    public string? Type { get; set; }

    public string? Target { get; set; }

    public string? Source { get; set; }

    public string? Driver { get; set; }

    public Dictionary<string, string> DriverOpts { get; set; } = [];

    public bool? External { get; set; }

    public bool? ReadOnly { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];
}
