using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an application builder is made.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's directory; read from its assembly when null.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>A registry that replaces the one of every container image.</summary>
    public string? ContainerRegistryOverride { get; set; }

    /// <summary>The name shown in the dashboard; the AppHost's name when null.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>True to leave the dashboard out.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>True to allow plain http for the dashboard and telemetry.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>True to copy every resource's log into the host's logger.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>Accepted for compatibility: certificates are not handled here.</summary>
    public bool? DeveloperCertificateDefaultHttpsTerminationEnabled { get; set; }

    /// <summary>Accepted for compatibility: certificates are not handled here.</summary>
    public bool? TrustDeveloperCertificate { get; set; }

    internal Assembly? Assembly => AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);
}
