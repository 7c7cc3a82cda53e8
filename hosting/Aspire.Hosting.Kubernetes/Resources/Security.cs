namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What a container may do. Goes before the pod's.</summary>
public sealed class SecurityContextV1
{
    public bool? AllowPrivilegeEscalation { get; set; }
    public AppArmorProfileV1? AppArmorProfile { get; set; }
    public CapabilitiesV1? Capabilities { get; set; }
    public bool? Privileged { get; set; }
    public string? ProcMount { get; set; }
    public bool? ReadOnlyRootFilesystem { get; set; }
    public long? RunAsGroup { get; set; }
    public bool? RunAsNonRoot { get; set; }
    public long? RunAsUser { get; set; }
    public SeLinuxOptionsV1? SeLinuxOptions { get; set; }
    public SeccompProfileV1? SeccompProfile { get; set; }
    public WindowsSecurityContextOptionsV1? WindowsOptions { get; set; }
}

/// <summary>What the containers of a pod may do.</summary>
public sealed class PodSecurityContextV1
{
    public AppArmorProfileV1? AppArmorProfile { get; set; }
    public long? FsGroup { get; set; }
    public string? FsGroupChangePolicy { get; set; }
    public long? RunAsGroup { get; set; }
    public bool? RunAsNonRoot { get; set; }
    public long? RunAsUser { get; set; }
    public SeLinuxOptionsV1? SeLinuxOptions { get; set; }
    public SeccompProfileV1? SeccompProfile { get; set; }
    public List<long> SupplementalGroups { get; } = [];
    public string? SupplementalGroupsPolicy { get; set; }
    public List<SysctlV1> Sysctls { get; } = [];
    public WindowsSecurityContextOptionsV1? WindowsOptions { get; set; }
}

/// <summary>Rights of root that are given or taken.</summary>
public sealed class CapabilitiesV1
{
    public List<string> Add { get; } = [];
    public List<string> Drop { get; } = [];
}

/// <summary>Which calls of the system are allowed: RuntimeDefault, Localhost, Unconfined.</summary>
public sealed class SeccompProfileV1
{
    public string? Type { get; set; }
    public string? LocalhostProfile { get; set; }
}

/// <summary>The SELinux context.</summary>
public sealed class SeLinuxOptionsV1
{
    public string? Type { get; set; }
    public string? Level { get; set; }
    public string? Role { get; set; }
    public string? User { get; set; }
}

/// <summary>The AppArmor profile: RuntimeDefault, Localhost, Unconfined.</summary>
public sealed class AppArmorProfileV1
{
    public string? Type { get; set; }
    public string? LocalhostProfile { get; set; }
}

/// <summary>What goes for Windows.</summary>
public sealed class WindowsSecurityContextOptionsV1
{
    public string? GmsaCredentialSpec { get; set; }
    public string? GmsaCredentialSpecName { get; set; }
    public bool? HostProcess { get; set; }
    public string? RunAsUserName { get; set; }
}

/// <summary>A parameter of the kernel.</summary>
public sealed class SysctlV1
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}
