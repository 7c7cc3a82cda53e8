using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Certificates;

/// <summary>A host name that is served encrypted.</summary>
internal sealed record TlsHost(string Host, bool IsPublic);

/// <summary>The hosts that need certificates.</summary>
internal static class TlsHosts
{
    /// <summary>Each once, in the graph's order. A host of which one path is not for everybody is for nobody outside.</summary>
    public static IReadOnlyList<TlsHost> Of(KubernetesContext context) =>
        [
            .. context
                .Model.Workloads.Where(workload => workload.Exposure is { Tls: true })
                .SelectMany(workload => workload.Exposure!.Hosts.Select(host => new TlsHost(host, workload.Exposure.IsPublic)))
                .GroupBy(host => host.Host, StringComparer.OrdinalIgnoreCase)
                .Select(group => new TlsHost(group.Key, group.All(host => host.IsPublic))),
        ];
}
