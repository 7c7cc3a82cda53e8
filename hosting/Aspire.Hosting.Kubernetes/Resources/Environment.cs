namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A variable. <c>$(NAME)</c> in the value is that of a variable before it.</summary>
public sealed class EnvVarV1
{
    public string? Name { get; set; }
    public string? Value { get; set; }
    public EnvVarSourceV1? ValueFrom { get; set; }
}

/// <summary>Where a variable's value comes from.</summary>
public sealed class EnvVarSourceV1
{
    public ConfigMapKeySelectorV1? ConfigMapKeyRef { get; set; }
    public ObjectFieldSelectorV1? FieldRef { get; set; }
    public ResourceFieldSelectorV1? ResourceFieldRef { get; set; }
    public SecretKeySelectorV1? SecretKeyRef { get; set; }
}

/// <summary>All keys of a config map or a secret as variables.</summary>
public sealed class EnvFromSourceV1
{
    public ConfigMapEnvSourceV1? ConfigMapRef { get; set; }
    public string? Prefix { get; set; }
    public SecretEnvSourceV1? SecretRef { get; set; }
}

/// <summary>Names a config map whose keys become variables.</summary>
public sealed class ConfigMapEnvSourceV1
{
    public string? Name { get; set; }
    public bool? Optional { get; set; }
}

/// <summary>Names a secret whose keys become variables.</summary>
public sealed class SecretEnvSourceV1
{
    public string? Name { get; set; }
    public bool? Optional { get; set; }
}

/// <summary>A key of a config map.</summary>
public sealed class ConfigMapKeySelectorV1
{
    public string? Name { get; set; }
    public string? Key { get; set; }
    public bool? Optional { get; set; }
}

/// <summary>A key of a secret.</summary>
public sealed class SecretKeySelectorV1
{
    public string? Name { get; set; }
    public string? Key { get; set; }
    public bool? Optional { get; set; }
}

/// <summary>A field of the pod.</summary>
public sealed class ObjectFieldSelectorV1
{
    public string? ApiVersion { get; set; }
    public string? FieldPath { get; set; }
}

/// <summary>A request or limit of a container.</summary>
public sealed class ResourceFieldSelectorV1
{
    public string? ContainerName { get; set; }
    public string? Divisor { get; set; }
    public string? Resource { get; set; }
}
