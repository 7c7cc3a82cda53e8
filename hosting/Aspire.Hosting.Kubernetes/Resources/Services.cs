using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>One address for all ready pods that a selector finds.</summary>
public sealed class Service() : BaseKubernetesResource("v1", "Service")
{
    public ServiceSpecV1 Spec { get; set; } = new();
}

/// <summary>Which pods, on which ports, and for whom.</summary>
public sealed class ServiceSpecV1
{
    public string? Type { get; set; }
    public Dictionary<string, string> Selector { get; set; } = [];
    public List<ServicePortV1> Ports { get; } = [];
    public bool? AllocateLoadBalancerNodePorts { get; set; }
    public List<string> ClusterIPs { get; } = [];

    [YamlMember(Alias = "clusterIP")]
    public string? ClusterIp { get; set; }
    public List<string> ExternalIPs { get; } = [];
    public string? ExternalName { get; set; }
    public string? ExternalTrafficPolicy { get; set; }
    public int? HealthCheckNodePort { get; set; }
    public string? InternalTrafficPolicy { get; set; }
    public List<string> IpFamilies { get; } = [];
    public string? IpFamilyPolicy { get; set; }
    public string? LoadBalancerClass { get; set; }

    [YamlMember(Alias = "loadBalancerIP")]
    public string? LoadBalancerIp { get; set; }
    public List<string> LoadBalancerSourceRanges { get; } = [];
    public bool? PublishNotReadyAddresses { get; set; }
    public string? SessionAffinity { get; set; }
    public SessionAffinityConfigV1? SessionAffinityConfig { get; set; }
    public string? TrafficDistribution { get; set; }
}

/// <summary>A port of a service, and the pods' port behind it.</summary>
public sealed class ServicePortV1
{
    public string? Name { get; set; }
    public Int32OrStringV1? Port { get; set; }
    public Int32OrStringV1? TargetPort { get; set; }
    public string? Protocol { get; set; }
    public string? AppProtocol { get; set; }
    public int? NodePort { get; set; }
}

/// <summary>How long a client stays with a pod.</summary>
public sealed class SessionAffinityConfigV1
{
    [YamlMember(Alias = "clientIP")]
    public ClientIPConfigV1? ClientIp { get; set; }
}

/// <summary>Seconds that a client's address stays with a pod.</summary>
public sealed class ClientIPConfigV1
{
    public int? TimeoutSeconds { get; set; }
}
