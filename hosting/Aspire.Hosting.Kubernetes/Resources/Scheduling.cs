namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Near to what, and far from what, a pod stands.</summary>
public sealed class AffinityV1
{
    public NodeAffinityV1? NodeAffinity { get; set; }
    public PodAffinityV1? PodAffinity { get; set; }
    public PodAntiAffinityV1? PodAntiAffinity { get; set; }
}

/// <summary>Which nodes a pod wants.</summary>
public sealed class NodeAffinityV1
{
    public List<PreferredSchedulingTermV1> PreferredDuringSchedulingIgnoredDuringExecution { get; } = [];
    public NodeSelectorV1? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }
}

/// <summary>Nodes, by any of the terms.</summary>
public sealed class NodeSelectorV1
{
    public List<NodeSelectorTermV1> NodeSelectorTerms { get; } = [];
}

/// <summary>Nodes, by all of the requirements.</summary>
public sealed class NodeSelectorTermV1
{
    public List<NodeSelectorRequirementV1> MatchExpressions { get; } = [];
    public List<NodeSelectorRequirementV1> MatchFields { get; } = [];
}

/// <summary>One condition on a node.</summary>
public sealed class NodeSelectorRequirementV1
{
    public string? Key { get; set; }
    public string? Operator { get; set; }
    public List<string> Values { get; } = [];
}

/// <summary>A preference, and its weight from 1 to 100.</summary>
public sealed class PreferredSchedulingTermV1
{
    public NodeSelectorTermV1? Preference { get; set; }
    public int Weight { get; set; }
}

/// <summary>Near to which pods.</summary>
public sealed class PodAffinityV1
{
    public List<WeightedPodAffinityTermV1> PreferredDuringSchedulingIgnoredDuringExecution { get; } = [];
    public List<PodAffinityTermV1> RequiredDuringSchedulingIgnoredDuringExecution { get; } = [];
}

/// <summary>Far from which pods.</summary>
public sealed class PodAntiAffinityV1
{
    public List<WeightedPodAffinityTermV1> PreferredDuringSchedulingIgnoredDuringExecution { get; } = [];
    public List<PodAffinityTermV1> RequiredDuringSchedulingIgnoredDuringExecution { get; } = [];
}

/// <summary>Pods, and the label of nodes that says what near is.</summary>
public sealed class PodAffinityTermV1
{
    public LabelSelectorV1? LabelSelector { get; set; }
    public List<string> MatchLabelKeys { get; } = [];
    public List<string> MismatchLabelKeys { get; } = [];
    public LabelSelectorV1? NamespaceSelector { get; set; }
    public List<string> Namespaces { get; } = [];
    public string? TopologyKey { get; set; }
}

/// <summary>A preference, and its weight from 1 to 100.</summary>
public sealed class WeightedPodAffinityTermV1
{
    public PodAffinityTermV1? PodAffinityTerm { get; set; }
    public int Weight { get; set; }
}

/// <summary>A taint of nodes that the pod bears.</summary>
public sealed class TolerationV1
{
    public string? Key { get; set; }
    public string? Operator { get; set; }
    public string? Value { get; set; }
    public string? Effect { get; set; }
    public long? TolerationSeconds { get; set; }
}

/// <summary>How evenly pods are spread over zones or nodes.</summary>
public sealed class TopologySpreadConstraintV1
{
    public LabelSelectorV1? LabelSelector { get; set; }
    public List<string> MatchLabelKeys { get; } = [];
    public int? MaxSkew { get; set; }
    public int? MinDomains { get; set; }
    public string? NodeAffinityPolicy { get; set; }
    public string? NodeTaintsPolicy { get; set; }
    public string? TopologyKey { get; set; }
    public string? WhenUnsatisfiable { get; set; }
}
