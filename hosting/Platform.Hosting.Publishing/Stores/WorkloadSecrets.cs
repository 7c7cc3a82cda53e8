using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>
/// Where a workload's secrets stand in a cluster: in one Secret of its own, which holds what it needs and nothing else. The key of a
/// <see cref="SecretPart"/> is its name.
/// </summary>
public static class WorkloadSecrets
{
    /// <summary>Where certificates of stores' authorities are mounted.</summary>
    public const string CertificateDirectory = "/etc/platform/certificates";

    /// <summary>The Secret with the workload's secrets, in its namespace.</summary>
    public static string NameOf(string workload) => $"{workload}-secrets";

    /// <summary>The Secret with the certificates of the authorities that the workload trusts, in its namespace.</summary>
    public static string CertificatesOf(string workload) => $"{workload}-certificates";
}
