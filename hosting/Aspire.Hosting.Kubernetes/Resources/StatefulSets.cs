using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Keeps pods with names and volumes of their own.</summary>
public sealed class StatefulSet() : Workload("apps/v1", "StatefulSet")
{
    public StatefulSetSpecV1 Spec { get; set; } = new();

    /// <inheritdoc/>
    [YamlIgnore]
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}

/// <summary>How many pods there are, their volumes, and how they are replaced.</summary>
public sealed class StatefulSetSpecV1
{
    public int? Replicas { get; set; }
    public LabelSelectorV1 Selector { get; set; } = new();
    public int? MinReadySeconds { get; set; }
    public StatefulSetOrdinalsV1? Ordinals { get; set; }
    public StatefulSetPersistentVolumeClaimRetentionPolicyV1? PersistentVolumeClaimRetentionPolicy { get; set; }
    public string? PodManagementPolicy { get; set; }
    public int? RevisionHistoryLimit { get; set; }
    public string? ServiceName { get; set; }
    public StatefulSetUpdateStrategyV1? UpdateStrategy { get; set; }
    public List<PersistentVolumeClaim> VolumeClaimTemplates { get; } = [];
    public PodTemplateSpecV1 Template { get; set; } = new();
}

/// <summary>The first pod's number.</summary>
public sealed class StatefulSetOrdinalsV1
{
    public int? Start { get; set; }
}

/// <summary>What becomes of volumes: Retain or Delete.</summary>
public sealed class StatefulSetPersistentVolumeClaimRetentionPolicyV1
{
    public string? WhenDeleted { get; set; }
    public string? WhenScaled { get; set; }
}

/// <summary>RollingUpdate or OnDelete.</summary>
public sealed class StatefulSetUpdateStrategyV1
{
    public string? Type { get; set; }
    public RollingUpdateStatefulSetStrategyV1? RollingUpdate { get; set; }
}

/// <summary>From which ordinal on pods are replaced, and how many at once.</summary>
public sealed class RollingUpdateStatefulSetStrategyV1
{
    public int? MaxUnavailable { get; set; }
    public int? Partition { get; set; }
}
