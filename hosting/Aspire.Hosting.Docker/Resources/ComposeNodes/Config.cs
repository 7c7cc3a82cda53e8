namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A file that services get.</summary>
public sealed class Config : NamedComposeMember
{
    /// <summary>The text itself; needs Compose 2.23.</summary>
    public string? Content { get; set; }

    public string? File { get; set; }

    public bool? External { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];
}
