using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Several sources in one directory.</summary>
public sealed class ProjectedVolumeSourceV1
{
    public int? DefaultMode { get; set; }
    public List<VolumeProjectionV1> Sources { get; } = [];
}

/// <summary>One of the sources.</summary>
public sealed class VolumeProjectionV1
{
    public ConfigMapProjectionV1? ConfigMap { get; set; }

    [YamlMember(Alias = "downwardAPI")]
    public DownwardApiProjectionV1? DownwardApi { get; set; }
    public SecretProjectionV1? Secret { get; set; }
    public ServiceAccountTokenProjectionV1? ServiceAccountToken { get; set; }
}

/// <summary>Keys of a config map.</summary>
public sealed class ConfigMapProjectionV1
{
    public string? Name { get; set; }
    public List<KeyToPathV1> Items { get; } = [];
    public bool? Optional { get; set; }
}

/// <summary>Keys of a secret.</summary>
public sealed class SecretProjectionV1
{
    public string? Name { get; set; }
    public List<KeyToPathV1> Items { get; } = [];
    public bool? Optional { get; set; }
}

/// <summary>Fields of the pod.</summary>
public sealed class DownwardApiProjectionV1
{
    public List<DownwardApiVolumeFileV1> Items { get; } = [];
}

/// <summary>A field of the pod as a file.</summary>
public sealed class DownwardApiVolumeFileV1
{
    public string? Path { get; set; }
    public ObjectFieldSelectorV1? FieldRef { get; set; }
    public int? Mode { get; set; }
    public ResourceFieldSelectorV1? ResourceFieldRef { get; set; }
}

/// <summary>A token for an audience, that is renewed.</summary>
public sealed class ServiceAccountTokenProjectionV1
{
    public string? Path { get; set; }
    public string? Audience { get; set; }
    public long? ExpirationSeconds { get; set; }
}
