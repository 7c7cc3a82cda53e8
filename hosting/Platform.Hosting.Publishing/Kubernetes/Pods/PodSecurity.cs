using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>What pods may do: as little as the standard <c>restricted</c> has it, and nothing is written but where a volume is.</summary>
internal static class PodSecurity
{
    /// <summary>The user of .NET's images.</summary>
    private const long DotnetUser = 1654;

    /// <summary>Whether the component must run as root, for a reason that its waiver names.</summary>
    public static bool IsRoot(Component component) =>
        component.Resource.IntentsOf<Waiver>(component.Stage).Any(waiver => waiver.Policy is Policy.NonRoot);

    /// <param name="hasVolumes">Whether it has volumes of its own, which must be the user's then.</param>
    public static PodSecurityContextV1 OfPod(Component component, bool hasVolumes)
    {
        var security = new PodSecurityContextV1 { SeccompProfile = new() { Type = "RuntimeDefault" } };
        if (IsRoot(component))
        {
            return security;
        }
        security.RunAsNonRoot = true;
        if (component.Resource is ProjectResource)
        {
            security.RunAsUser = DotnetUser;
            security.RunAsGroup = DotnetUser;
        }
        if (hasVolumes)
        {
            security.FsGroup = DotnetUser;
            security.FsGroupChangePolicy = "OnRootMismatch";
        }
        return security;
    }

    public static SecurityContextV1 OfContainer(Component component) =>
        IsRoot(component)
            ? new() { AllowPrivilegeEscalation = false }
            : new()
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new() { Drop = { "ALL" } },
            };
}
