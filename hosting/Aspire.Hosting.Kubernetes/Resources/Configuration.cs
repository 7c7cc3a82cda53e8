namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Values that may be read.</summary>
public sealed class ConfigMap() : BaseKubernetesResource("v1", "ConfigMap")
{
    public Dictionary<string, string> Data { get; } = [];
    public Dictionary<string, string> BinaryData { get; } = [];
    public bool? Immutable { get; set; }
}

/// <summary>Values that may not be read. <c>StringData</c> is plain text, <c>Data</c> base64.</summary>
public sealed class Secret() : BaseKubernetesResource("v1", "Secret")
{
    public string? Type { get; set; }
    public Dictionary<string, string> Data { get; } = [];
    public bool? Immutable { get; set; }
    public Dictionary<string, string> StringData { get; } = [];
}

/// <summary>A part of the cluster with names of its own.</summary>
public sealed class Namespace() : BaseKubernetesResource("v1", "Namespace")
{
    public NamespaceSpecV1? Spec { get; set; }
}

/// <summary>What must be done before it goes.</summary>
public sealed class NamespaceSpecV1
{
    public List<string> Finalizers { get; } = [];
}

/// <summary>Who pods are to the cluster.</summary>
public sealed class ServiceAccountV1() : BaseKubernetesResource("v1", "ServiceAccount");
