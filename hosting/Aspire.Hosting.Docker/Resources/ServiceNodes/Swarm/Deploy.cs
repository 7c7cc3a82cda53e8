namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>How many instances there are, and what each may take.</summary>
public sealed class Deploy
{
    public string? Mode { get; set; }
    public int? Replicas { get; set; }
    public Resources? Resources { get; set; }
    public RestartPolicy? RestartPolicy { get; set; }
    public UpdateConfig? UpdateConfig { get; set; }
    public Placement? Placement { get; set; }
    public LabelSpecs? Labels { get; set; }
}
