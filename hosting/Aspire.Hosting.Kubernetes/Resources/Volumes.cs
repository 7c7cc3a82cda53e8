namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A volume of a pod.</summary>
public sealed class VolumeV1
{
    public string? Name { get; set; }
    public ImageVolumeSourceV1? Image { get; set; }
    public ConfigMapVolumeSourceV1? ConfigMap { get; set; }
    public EmptyDirVolumeSourceV1? EmptyDir { get; set; }
    public EphemeralVolumeSourceV1? Ephemeral { get; set; }
    public HostPathVolumeSourceV1? HostPath { get; set; }
    public PersistentVolumeClaimVolumeSourceV1? PersistentVolumeClaim { get; set; }
    public ProjectedVolumeSourceV1? Projected { get; set; }
    public SecretVolumeSourceV1? Secret { get; set; }
}

/// <summary>A config map's keys as files.</summary>
public sealed class ConfigMapVolumeSourceV1
{
    public string? Name { get; set; }
    public int? DefaultMode { get; set; }
    public List<KeyToPathV1> Items { get; } = [];
    public bool? Optional { get; set; }
}

/// <summary>A secret's keys as files.</summary>
public sealed class SecretVolumeSourceV1
{
    public int? DefaultMode { get; set; }
    public List<KeyToPathV1> Items { get; } = [];
    public bool? Optional { get; set; }
    public string? SecretName { get; set; }
}

/// <summary>A key, and the file that it becomes.</summary>
public sealed class KeyToPathV1
{
    public string? Key { get; set; }
    public string? Path { get; set; }
    public int? Mode { get; set; }
}

/// <summary>An empty directory that goes with the pod.</summary>
public sealed class EmptyDirVolumeSourceV1
{
    public string? Medium { get; set; }
    public string? SizeLimit { get; set; }
}

/// <summary>A path of the node.</summary>
public sealed class HostPathVolumeSourceV1
{
    public string? Type { get; set; }
    public string? Path { get; set; }
}

/// <summary>A claimed volume.</summary>
public sealed class PersistentVolumeClaimVolumeSourceV1
{
    public string? ClaimName { get; set; }
    public bool? ReadOnly { get; set; }
}

/// <summary>A claim that goes with the pod.</summary>
public sealed class EphemeralVolumeSourceV1
{
    public PersistentVolumeClaimTemplateV1? VolumeClaimTemplate { get; set; }
}

/// <summary>What such a claim is made of.</summary>
public sealed class PersistentVolumeClaimTemplateV1
{
    public ObjectMetaV1 Metadata { get; set; } = new();
    public PersistentVolumeClaimSpecV1 Spec { get; set; } = new();
}

/// <summary>An image's files.</summary>
public sealed class ImageVolumeSourceV1
{
    public string? PullPolicy { get; set; }
    public string? Reference { get; set; }
}

/// <summary>A disk of one node.</summary>
public sealed class LocalVolumeSourceV1
{
    public string? Path { get; set; }
    public string? FsType { get; set; }
}
