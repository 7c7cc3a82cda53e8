namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A piece of storage of the cluster.</summary>
public sealed class PersistentVolume() : BaseKubernetesResource("v1", "PersistentVolume")
{
    public PersistentVolumeSpecV1 Spec { get; set; } = new();
}

/// <summary>How large it is, what it is, and who may use it.</summary>
public sealed class PersistentVolumeSpecV1
{
    public List<string> AccessModes { get; } = [];
    public Dictionary<string, string> Capacity { get; set; } = [];
    public ObjectReferenceV1? ClaimRef { get; set; }
    public HostPathVolumeSourceV1? HostPath { get; set; }
    public LocalVolumeSourceV1? Local { get; set; }
    public List<string> MountOptions { get; } = [];
    public VolumeNodeAffinityV1? NodeAffinity { get; set; }
    public string? PersistentVolumeReclaimPolicy { get; set; }
    public string? StorageClassName { get; set; }
    public string? VolumeAttributesClassName { get; set; }
    public string? VolumeMode { get; set; }
}

/// <summary>From which nodes it can be reached.</summary>
public sealed class VolumeNodeAffinityV1
{
    public NodeSelectorV1? Required { get; set; }
}

/// <summary>Asks for a piece of storage.</summary>
public sealed class PersistentVolumeClaim() : BaseKubernetesResource("v1", "PersistentVolumeClaim")
{
    public PersistentVolumeClaimSpecV1 Spec { get; set; } = new();
}

/// <summary>How large, of which class, and shared by whom.</summary>
public sealed class PersistentVolumeClaimSpecV1
{
    public LabelSelectorV1? Selector { get; set; }
    public VolumeResourceRequirementsV1 Resources { get; set; } = new();
    public List<string> AccessModes { get; } = [];
    public TypedLocalObjectReferenceV1? DataSource { get; set; }
    public TypedObjectReferenceV1? DataSourceRef { get; set; }
    public string? StorageClassName { get; set; }
    public string? VolumeAttributesClassName { get; set; }
    public string? VolumeMode { get; set; }
    public string? VolumeName { get; set; }
}

/// <summary>The size: <c>storage</c> in the requests.</summary>
public sealed class VolumeResourceRequirementsV1
{
    public Dictionary<string, string> Limits { get; } = [];
    public Dictionary<string, string> Requests { get; } = [];
}
