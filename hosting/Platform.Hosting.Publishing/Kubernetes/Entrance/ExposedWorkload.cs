using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Certificates;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Entrance;

/// <summary>A workload that is reachable from outside by its host names, and the port that answers.</summary>
/// <param name="IsPublic">False where one of the host's paths is for the organisation only: a host has one certificate and one door.</param>
internal sealed record ExposedWorkload(Workload Workload, Exposure Exposure, WorkloadPort Port, bool IsPublic)
{
    public static IReadOnlyList<ExposedWorkload> Of(KubernetesContext context)
    {
        var closed = TlsHosts
            .Of(context)
            .Where(host => !host.IsPublic)
            .Select(host => host.Host)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. context
                .Model.Workloads.Where(workload => workload is { Kind: WorkloadKind.Service, Exposure.Hosts.Count: > 0, Ports.Count: > 0 })
                .Select(workload => new ExposedWorkload(
                    workload,
                    workload.Exposure!,
                    workload.Ports.FirstOrDefault(port => port.Scheme is "http" or "https") ?? workload.Ports[0],
                    workload.Exposure!.IsPublic && !workload.Exposure.Hosts.Any(closed.Contains)
                )),
        ];
    }
}
