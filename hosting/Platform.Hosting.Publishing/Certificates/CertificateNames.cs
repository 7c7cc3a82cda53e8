using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Certificates;

/// <summary>What certificates and their secrets are called; whoever serves them asks here.</summary>
internal static class CertificateNames
{
    /// <summary>The Kustomize component: its kinds are no part of Kubernetes.</summary>
    public const string Component = "cert-manager";

    /// <summary>The secret with the certificate and the key of the hosts that are for everybody, or for the organisation.</summary>
    public static string Secret(KubernetesContext context, bool isPublic) =>
        isPublic ? $"{context.Model.Application}-tls" : $"{context.Model.Application}-internal-tls";

    /// <summary>Who signs for hosts inside the organisation: nobody outside could ask them for proof.</summary>
    public static string InternalIssuer(KubernetesContext context) => $"{context.Model.Application}-internal";
}
