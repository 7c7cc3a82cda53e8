namespace Platform.Hosting.Publishing.Model;

/// <summary>Parts of the system that values and edges name and the graph does not hold; each target has its own way to have them.</summary>
public static class SystemComponents
{
    /// <summary>Takes telemetry in. A value's <see cref="EndpointPart"/> may name it.</summary>
    public const string Collector = "collector";

    /// <summary>The collector's endpoint for OTLP over gRPC.</summary>
    public const string OtlpEndpoint = "otlp";

    /// <summary>The collector's endpoint for OTLP over HTTP.</summary>
    public const string OtlpHttpEndpoint = "otlp-http";
    public const int OtlpPort = 4317;
    public const int OtlpHttpPort = 4318;

    public const string Dns = "dns";
    public const string Prometheus = "prometheus";
    public const string Mesh = "mesh";
    public const string Operator = "operator";
    public const string KubernetesApi = "kube-api";

    /// <summary>Pods that answer a certificate authority's question while a certificate is made.</summary>
    public const string CertificateSolver = "certificate-solver";

    /// <summary>Where copies of data are kept.</summary>
    public const string Backup = "backup";

    /// <summary>At an end of an edge: every component of the end's kind.</summary>
    public const string Everything = "*";
}
