namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Scales by CPU alone (autoscaling/v1).</summary>
public sealed class HorizontalPodAutoscaler() : BaseKubernetesResource("autoscaling/v1", "HorizontalPodAutoscaler")
{
    public HorizontalPodAutoscalerSpecV1 Spec { get; set; } = new();
}

/// <summary>Between how many pods, and by which share of the requested CPU.</summary>
public sealed class HorizontalPodAutoscalerSpecV1
{
    public int? MinReplicas { get; set; }
    public int MaxReplicas { get; set; }
    public int? TargetCPUUtilizationPercentage { get; set; }
    public CrossVersionObjectReferenceV1? ScaleTargetRef { get; set; }
}

/// <summary>What is scaled.</summary>
public sealed class CrossVersionObjectReferenceV1() : BaseKubernetesResource("apps/v1", "Deployment")
{
    public string? Name { get; set; }
}

/// <summary>Scales by several metrics (autoscaling/v2).</summary>
public sealed class HorizontalPodAutoscalerV2() : BaseKubernetesResource("autoscaling/v2", "HorizontalPodAutoscaler")
{
    public HorizontalPodAutoscalerSpecV2 Spec { get; set; } = new();
}

/// <summary>Between how many pods, and by what.</summary>
public sealed class HorizontalPodAutoscalerSpecV2
{
    public int? MinReplicas { get; set; }
    public int MaxReplicas { get; set; }
    public CrossVersionObjectReferenceV2? ScaleTargetRef { get; set; }
    public List<MetricSpecV2> Metrics { get; } = [];
    public HorizontalPodAutoscalerBehaviorV2? Behavior { get; set; }
}

/// <summary>What is scaled, or measured.</summary>
public sealed class CrossVersionObjectReferenceV2() : BaseKubernetesResource("apps/v1", "Deployment")
{
    public string? Name { get; set; }
}

/// <summary>How fast it scales up and down.</summary>
public sealed class HorizontalPodAutoscalerBehaviorV2
{
    public HpaScalingRulesV2? ScaleDown { get; set; }
    public HpaScalingRulesV2? ScaleUp { get; set; }
}

/// <summary>Policies of one direction, and the seconds that it looks back.</summary>
public sealed class HpaScalingRulesV2
{
    public List<HpaScalingPolicyV2> Policies { get; } = [];
    public string? SelectPolicy { get; set; }
    public int? StabilizationWindowSeconds { get; set; }
}

/// <summary>At most so many pods, or percent, in so many seconds.</summary>
public sealed class HpaScalingPolicyV2
{
    public string? Type { get; set; }
    public int Value { get; set; }
    public int PeriodSeconds { get; set; }
}

/// <summary>One metric: Resource, ContainerResource, Pods, Object or External.</summary>
public sealed class MetricSpecV2
{
    public string? Type { get; set; }
    public ContainerResourceMetricSourceV2? ContainerResource { get; set; }
    public ExternalMetricSourceV2? External { get; set; }
    public ObjectMetricSourceV2? Object { get; set; }
    public PodsMetricSourceV2? Pods { get; set; }
    public ResourceMetricSourceV2? Resource { get; set; }
}

/// <summary>CPU or memory of the pods.</summary>
public sealed class ResourceMetricSourceV2
{
    public string? Name { get; set; }
    public MetricTargetV2? Target { get; set; }
}

/// <summary>CPU or memory of one container of the pods.</summary>
public sealed class ContainerResourceMetricSourceV2
{
    public string? Name { get; set; }
    public string? Container { get; set; }
    public MetricTargetV2? Target { get; set; }
}

/// <summary>A metric of each pod, averaged.</summary>
public sealed class PodsMetricSourceV2
{
    public MetricIdentifierV2? Metric { get; set; }
    public MetricTargetV2? Target { get; set; }
}

/// <summary>A metric of another object.</summary>
public sealed class ObjectMetricSourceV2
{
    public CrossVersionObjectReferenceV2? DescribedObject { get; set; }
    public MetricIdentifierV2? Metric { get; set; }
    public MetricTargetV2? Target { get; set; }
}

/// <summary>A metric from outside the cluster.</summary>
public sealed class ExternalMetricSourceV2
{
    public MetricIdentifierV2? Metric { get; set; }
    public MetricTargetV2? Target { get; set; }
}

/// <summary>A metric's name and labels.</summary>
public sealed class MetricIdentifierV2
{
    public string? Name { get; set; }
    public LabelSelectorV1? Selector { get; set; }
}

/// <summary>Utilization, Value or AverageValue.</summary>
public sealed class MetricTargetV2
{
    public string? Type { get; set; }
    public string? Value { get; set; }
    public int? AverageUtilization { get; set; }
    public string? AverageValue { get; set; }
}
