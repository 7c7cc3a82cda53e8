namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Leads HTTP from outside to services, by host and path.</summary>
public sealed class Ingress() : BaseKubernetesResource("networking.k8s.io/v1", "Ingress")
{
    public IngressSpecV1 Spec { get; set; } = new();
}

/// <summary>Rules, certificates and what takes the rest.</summary>
public sealed class IngressSpecV1
{
    public IngressBackendV1? DefaultBackend { get; set; }
    public string? IngressClassName { get; set; }
    public List<IngressRuleV1> Rules { get; } = [];
    public List<IngressTLSV1> Tls { get; } = [];
}

/// <summary>The rules of one host.</summary>
public sealed class IngressRuleV1
{
    public string? Host { get; set; }
    public HttpIngressRuleValueV1? Http { get; set; }
}

/// <summary>The paths of a host.</summary>
public sealed class HttpIngressRuleValueV1
{
    public List<HttpIngressPathV1> Paths { get; } = [];
}

/// <summary>A path (Prefix, Exact, ImplementationSpecific) and where it leads.</summary>
public sealed class HttpIngressPathV1
{
    public string? Path { get; set; }
    public string? PathType { get; set; }
    public IngressBackendV1? Backend { get; set; }
}

/// <summary>Where requests are led.</summary>
public sealed class IngressBackendV1
{
    public TypedLocalObjectReferenceV1? Resource { get; set; }
    public IngressServiceBackendV1? Service { get; set; }
}

/// <summary>A service and its port.</summary>
public sealed class IngressServiceBackendV1
{
    public string? Name { get; set; }
    public ServiceBackendPortV1? Port { get; set; }
}

/// <summary>A port by name or by number.</summary>
public sealed class ServiceBackendPortV1
{
    public string? Name { get; set; }
    public int? Number { get; set; }
}

/// <summary>The secret that holds the certificate of hosts.</summary>
public sealed class IngressTLSV1
{
    public List<string> Hosts { get; } = [];
    public string? SecretName { get; set; }
}
