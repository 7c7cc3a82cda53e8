namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A file that only those services can read which name it.</summary>
public sealed class Secret
{
    public string? Name { get; set; }
    public string? File { get; set; }
    public bool? External { get; set; }
    public Dictionary<string, string> Labels { get; set; } = [];
}
