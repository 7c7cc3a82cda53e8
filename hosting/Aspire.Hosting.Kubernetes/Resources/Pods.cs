using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Containers that live and end together.</summary>
public sealed class Pod() : BaseKubernetesResource("v1", "Pod")
{
    public PodSpecV1 Spec { get; set; } = new();
}

/// <summary>What pods are made of.</summary>
public sealed class PodTemplate() : BaseKubernetesResource("v1", "PodTemplate")
{
    public PodTemplateSpecV1 Template { get; set; } = new();
}

/// <summary>A pod's labels and what runs in it.</summary>
public sealed class PodTemplateSpecV1
{
    public ObjectMetaV1 Metadata { get; set; } = new();
    public PodSpecV1 Spec { get; set; } = new();
}

/// <summary>What runs in a pod, as whom, and where.</summary>
public sealed class PodSpecV1
{
    public PodSecurityContextV1? SecurityContext { get; set; }
    public string? ServiceAccountName { get; set; }
    public bool? AutomountServiceAccountToken { get; set; }
    public List<ContainerV1> InitContainers { get; } = [];
    public List<ContainerV1> Containers { get; } = [];
    public List<VolumeV1> Volumes { get; } = [];
    public long? ActiveDeadlineSeconds { get; set; }
    public AffinityV1? Affinity { get; set; }
    public PodDnsConfigV1? DnsConfig { get; set; }
    public string? DnsPolicy { get; set; }
    public bool? EnableServiceLinks { get; set; }
    public List<EphemeralContainerV1> EphemeralContainers { get; } = [];
    public List<HostAliasV1> HostAliases { get; } = [];

    [YamlMember(Alias = "hostIPC")]
    public bool? HostIpc { get; set; }
    public bool? HostNetwork { get; set; }

    [YamlMember(Alias = "hostPID")]
    public bool? HostPid { get; set; }
    public bool? HostUsers { get; set; }
    public string? Hostname { get; set; }
    public List<LocalObjectReferenceV1> ImagePullSecrets { get; } = [];
    public string? NodeName { get; set; }
    public Dictionary<string, string> NodeSelector { get; } = [];
    public PodOsv1? Os { get; set; }
    public Dictionary<string, string> Overhead { get; } = [];
    public string? PreemptionPolicy { get; set; }
    public int? Priority { get; set; }
    public string? PriorityClassName { get; set; }
    public List<PodReadinessGateV1> ReadinessGates { get; } = [];
    public List<PodResourceClaimV1> ResourceClaims { get; } = [];
    public string? RestartPolicy { get; set; }
    public string? RuntimeClassName { get; set; }
    public string? SchedulerName { get; set; }
    public List<PodSchedulingGateV1> SchedulingGates { get; } = [];
    public string? ServiceAccount { get; set; }

    [YamlMember(Alias = "setHostnameAsFQDN")]
    public bool? SetHostnameAsFqdn { get; set; }
    public bool? ShareProcessNamespace { get; set; }
    public string? Subdomain { get; set; }
    public long? TerminationGracePeriodSeconds { get; set; }
    public List<TolerationV1> Tolerations { get; } = [];
    public List<TopologySpreadConstraintV1> TopologySpreadConstraints { get; } = [];
}

/// <summary>How names are resolved, beyond the policy.</summary>
public sealed class PodDnsConfigV1
{
    public List<string> Nameservers { get; } = [];
    public List<PodDnsConfigOptionV1> Options { get; } = [];
    public List<string> Searches { get; } = [];
}

/// <summary>An option of the resolver.</summary>
public sealed class PodDnsConfigOptionV1
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}

/// <summary>The system that the containers need.</summary>
public sealed class PodOsv1
{
    public string? Name { get; set; }
}

/// <summary>A condition more that makes the pod ready.</summary>
public sealed class PodReadinessGateV1
{
    public string? ConditionType { get; set; }
}

/// <summary>A device that the pod claims.</summary>
public sealed class PodResourceClaimV1
{
    public string? Name { get; set; }
    public string? ResourceClaimName { get; set; }
    public string? ResourceClaimTemplateName { get; set; }
}

/// <summary>The pod is not scheduled while this is there.</summary>
public sealed class PodSchedulingGateV1
{
    public string? Name { get; set; }
}

/// <summary>Lines of the pod's hosts file.</summary>
public sealed class HostAliasV1
{
    public List<string> Hostnames { get; } = [];
    public string? Ip { get; set; }
}
