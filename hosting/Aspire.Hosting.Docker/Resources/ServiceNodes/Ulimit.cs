namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A limit of the process.</summary>
public sealed class Ulimit
{
    public int? Soft { get; set; }
    public int? Hard { get; set; }
}
