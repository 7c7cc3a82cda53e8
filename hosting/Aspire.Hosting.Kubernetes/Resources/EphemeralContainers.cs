namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A container that is added to a running pod, to look into it.</summary>
public sealed class EphemeralContainerV1
{
    public string? Name { get; set; }
    public string? Image { get; set; }
    public string? ImagePullPolicy { get; set; }
    public List<string> Command { get; } = [];
    public List<string> Args { get; } = [];
    public string? WorkingDir { get; set; }
    public List<ContainerPortV1> Ports { get; } = [];
    public List<EnvFromSourceV1> EnvFrom { get; } = [];
    public List<EnvVarV1> Env { get; } = [];
    public ResourceRequirementsV1? Resources { get; set; }
    public ProbeV1? StartupProbe { get; set; }
    public ProbeV1? ReadinessProbe { get; set; }
    public ProbeV1? LivenessProbe { get; set; }
    public LifecycleV1? Lifecycle { get; set; }
    public SecurityContextV1? SecurityContext { get; set; }
    public List<VolumeMountV1> VolumeMounts { get; } = [];
    public List<ContainerResizePolicyV1> ResizePolicy { get; } = [];
    public string? RestartPolicy { get; set; }
    public bool? Stdin { get; set; }
    public bool? StdinOnce { get; set; }
    public string? TargetContainerName { get; set; }
    public string? TerminationMessagePath { get; set; }
    public string? TerminationMessagePolicy { get; set; }
    public bool? Tty { get; set; }
    public List<VolumeDeviceV1> VolumeDevices { get; } = [];
}
