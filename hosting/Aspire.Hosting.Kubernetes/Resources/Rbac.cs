using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What may be done in a namespace.</summary>
public sealed class Role() : BaseKubernetesResource("rbac.authorization.k8s.io/v1", "Role")
{
    public List<PolicyRuleV1> Rules { get; } = [];
}

/// <summary>What may be done in the cluster.</summary>
public sealed class ClusterRole() : BaseKubernetesResource("rbac.authorization.k8s.io/v1", "ClusterRole")
{
    public AggregationRuleV1? AggregationRule { get; set; }
    public List<PolicyRuleV1> Rules { get; } = [];
}

/// <summary>The rules are those of other cluster roles.</summary>
public sealed class AggregationRuleV1
{
    public List<LabelSelectorV1> ClusterRoleSelectors { get; } = [];
}

/// <summary>What may be done with which resources.</summary>
public sealed class PolicyRuleV1
{
    public List<string> Resources { get; } = [];

    [YamlMember(Alias = "nonResourceURLs")]
    public List<string> NonResourceUrLs { get; } = [];
    public List<string> ResourceNames { get; } = [];
    public List<string> Verbs { get; } = [];
    public List<string> ApiGroups { get; } = [];
}

/// <summary>Who has a role in a namespace.</summary>
public sealed class RoleBinding() : BaseKubernetesResource("rbac.authorization.k8s.io/v1", "RoleBinding")
{
    public RoleRefV1? RoleRef { get; set; }
    public List<SubjectV1> Subjects { get; } = [];
}

/// <summary>Who has a cluster role everywhere.</summary>
public sealed class ClusterRoleBinding() : BaseKubernetesResource("rbac.authorization.k8s.io/v1", "ClusterRoleBinding")
{
    public RoleRefV1? RoleRef { get; set; }
    public List<SubjectV1> Subjects { get; } = [];
}

/// <summary>Names a role.</summary>
public sealed class RoleRefV1
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public string? ApiGroup { get; set; }
}

/// <summary>A user, a group or a service account.</summary>
public sealed class SubjectV1
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public string? Namespace { get; set; }
    public string? ApiGroup { get; set; }
}
