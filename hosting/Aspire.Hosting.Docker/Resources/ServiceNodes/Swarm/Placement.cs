namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>On which machines.</summary>
public sealed class Placement
{
    public List<string> Constraints { get; set; } = [];
    public List<Dictionary<string, string>> Preferences { get; set; } = [];
}
