namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>Where output goes.</summary>
public sealed class Logging
{
    public string? Driver { get; set; }
    public Dictionary<string, string> Options { get; set; } = [];
}
