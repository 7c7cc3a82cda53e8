using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>One container of a pod.</summary>
public sealed class ContainerV1
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
    public string? TerminationMessagePath { get; set; }
    public string? TerminationMessagePolicy { get; set; }
    public bool? Tty { get; set; }
    public List<VolumeDeviceV1> VolumeDevices { get; } = [];
}

/// <summary>A port that a container listens on.</summary>
public sealed class ContainerPortV1
{
    public string? Name { get; set; }
    public Int32OrStringV1? ContainerPort { get; set; }
    public string? Protocol { get; set; }

    [YamlMember(Alias = "hostIP")]
    public string? HostIp { get; set; }
    public Int32OrStringV1? HostPort { get; set; }
}

/// <summary>Whether a container is restarted when its resources change.</summary>
public sealed class ContainerResizePolicyV1
{
    public string? ResourceName { get; set; }
    public string? RestartPolicy { get; set; }
}

/// <summary>What a container is promised (requests) and may take at most (limits).</summary>
public sealed class ResourceRequirementsV1
{
    public List<ResourceClaimV1> Claims { get; } = [];
    public Dictionary<string, string> Limits { get; } = [];
    public Dictionary<string, string> Requests { get; } = [];
}

/// <summary>A claim of the pod that the container uses.</summary>
public sealed class ResourceClaimV1
{
    public string? Name { get; set; }
    public string? Request { get; set; }
}

/// <summary>Where a volume is seen in the container.</summary>
public sealed class VolumeMountV1
{
    public string? Name { get; set; }
    public string? MountPath { get; set; }
    public string? MountPropagation { get; set; }
    public bool? ReadOnly { get; set; }
    public string? RecursiveReadOnly { get; set; }
    public string? SubPath { get; set; }
    public string? SubPathExpr { get; set; }
}

/// <summary>Where a raw block device is seen in the container.</summary>
public sealed class VolumeDeviceV1
{
    public string? Name { get; set; }
    public string? DevicePath { get; set; }
}
