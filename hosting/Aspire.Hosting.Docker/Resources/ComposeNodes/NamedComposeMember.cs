namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A part of the file that is found under its name.</summary>
public abstract class NamedComposeMember
{
    /// <summary>The key under which it stands; not written a second time.</summary>
    public required string Name { get; set; }
}
