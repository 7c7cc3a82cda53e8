namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A door from outside, of the Gateway API.</summary>
public sealed class GatewayV1() : BaseKubernetesResource("gateway.networking.k8s.io/v1", "Gateway")
{
    public GatewaySpecV1 Spec { get; set; } = new();
}

/// <summary>Who runs the door, and where it listens.</summary>
public sealed class GatewaySpecV1
{
    public string? GatewayClassName { get; set; }
    public List<GatewayListenerV1> Listeners { get; } = [];
}

/// <summary>A port of the door, a host and a protocol.</summary>
public sealed class GatewayListenerV1
{
    public string? Name { get; set; }
    public int Port { get; set; }
    public string? Protocol { get; set; }
    public GatewayAllowedRoutesV1? AllowedRoutes { get; set; }
    public string? Hostname { get; set; }
    public GatewayTlsConfigV1? Tls { get; set; }
}

/// <summary>Whether TLS ends here, and with which certificates.</summary>
public sealed class GatewayTlsConfigV1
{
    public List<GatewayCertificateRefV1> CertificateRefs { get; } = [];
    public string? Mode { get; set; }
}

/// <summary>The secret that holds a certificate.</summary>
public sealed class GatewayCertificateRefV1
{
    public string? Name { get; set; }
}

/// <summary>Which routes may bind here.</summary>
public sealed class GatewayAllowedRoutesV1
{
    public GatewayRouteNamespacesV1? Namespaces { get; set; }
}

/// <summary>From which namespaces: All, Same, Selector.</summary>
public sealed class GatewayRouteNamespacesV1
{
    public string? From { get; set; }
}

/// <summary>Leads requests from a gateway to services.</summary>
public sealed class HttpRouteV1() : BaseKubernetesResource("gateway.networking.k8s.io/v1", "HTTPRoute")
{
    public HttpRouteSpecV1 Spec { get; set; } = new();
}

/// <summary>Hosts, gateways and rules.</summary>
public sealed class HttpRouteSpecV1
{
    public List<string> Hostnames { get; } = [];
    public List<HttpRouteParentRefV1> ParentRefs { get; } = [];
    public List<HttpRouteRuleV1> Rules { get; } = [];
}

/// <summary>The gateway that it belongs to.</summary>
public sealed class HttpRouteParentRefV1
{
    public string? Name { get; set; }
}

/// <summary>What matches, and where that leads.</summary>
public sealed class HttpRouteRuleV1
{
    public List<HttpRouteBackendRefV1> BackendRefs { get; } = [];
    public List<HttpRouteMatchV1> Matches { get; } = [];
}

/// <summary>A path and headers.</summary>
public sealed class HttpRouteMatchV1
{
    public HttpRoutePathMatchV1? Path { get; set; }
    public List<HttpRouteHeaderMatchV1> Headers { get; } = [];
}

/// <summary>PathPrefix, Exact or RegularExpression.</summary>
public sealed class HttpRoutePathMatchV1
{
    public string? Type { get; set; }
    public string? Value { get; set; }
}

/// <summary>A header's value: Exact or RegularExpression.</summary>
public sealed class HttpRouteHeaderMatchV1
{
    public string? Name { get; set; }
    public string? Type { get; set; }
    public string? Value { get; set; }
}

/// <summary>A service and its port.</summary>
public sealed class HttpRouteBackendRefV1
{
    public string? Name { get; set; }
    public int Port { get; set; }
}
