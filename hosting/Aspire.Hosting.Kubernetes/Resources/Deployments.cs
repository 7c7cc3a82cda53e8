using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Keeps a number of equal pods and replaces them by a new version.</summary>
public sealed class Deployment() : Workload("apps/v1", "Deployment")
{
    public DeploymentSpecV1 Spec { get; set; } = new();

    /// <inheritdoc/>
    [YamlIgnore]
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}

/// <summary>How many pods there are, and how they are replaced.</summary>
public sealed class DeploymentSpecV1
{
    public int? Replicas { get; set; }
    public LabelSelectorV1 Selector { get; set; } = new();
    public int? MinReadySeconds { get; set; }
    public bool? Paused { get; set; }
    public int? ProgressDeadlineSeconds { get; set; }
    public int? RevisionHistoryLimit { get; set; }
    public DeploymentStrategyV1? Strategy { get; set; }
    public PodTemplateSpecV1 Template { get; set; } = new();
}

/// <summary>RollingUpdate or Recreate.</summary>
public sealed class DeploymentStrategyV1
{
    public string? Type { get; set; }
    public RollingUpdateDeploymentV1? RollingUpdate { get; set; }
}

/// <summary>How many pods more, and how many fewer, there may be on the way.</summary>
public sealed class RollingUpdateDeploymentV1
{
    public int MaxSurge { get; set; }
    public int MaxUnavailable { get; set; }
}

/// <summary>Keeps a number of equal pods.</summary>
public sealed class ReplicaSet() : BaseKubernetesResource("apps/v1", "ReplicaSet")
{
    public ReplicaSetSpecV1 Spec { get; set; } = new();
}

/// <summary>How many pods there are, and how they are found.</summary>
public sealed class ReplicaSetSpecV1
{
    public int? Replicas { get; set; }
    public LabelSelectorV1 Selector { get; set; } = new();
    public int? MinReadySeconds { get; set; }
    public PodTemplateSpecV1 Template { get; set; } = new();
}
