using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Rollouts;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>The address of a service: its name, on the ports that its container listens on.</summary>
internal static class ServicePrinter
{
    public static Service? Print(KubernetesContext context, Workload workload)
    {
        if (workload.Ports.Count == 0)
        {
            return null;
        }
        var service = new Service
        {
            Metadata =
            {
                Name = KubernetesName.Of(workload.Name),
                Namespace = context.ApplicationNamespace,
                Labels = context.LabelValues(workload.Name),
            },
            Spec = { Type = context.Environment.DefaultServiceType, Selector = context.SelectorValues(workload.Name) },
        };
        if (RolloutTrack.StrategyOf(workload) is RolloutStrategy.BlueGreen)
        {
            service.Spec.Selector[RolloutTrack.Label] = RolloutTrack.First(workload)!.Version;
        }
        service.Spec.Ports.AddRange(
            workload.Ports.Select(port => new ServicePortV1
            {
                Name = KubernetesName.Port(port.Name),
                Port = port.Number,
                TargetPort = KubernetesName.Port(port.Name),
                Protocol = port.Scheme is "udp" ? "UDP" : "TCP",
                AppProtocol = port.Scheme is "http" or "https" or "grpc" or "tcp" ? port.Scheme : null,
            })
        );
        return service;
    }
}

/// <summary>Claims of a workload's volumes.</summary>
internal static class ClaimPrinter
{
    public static IEnumerable<PersistentVolumeClaim> Print(KubernetesContext context, Workload workload)
    {
        var settings = context.Environment;
        if (settings.DefaultStorageType is "emptydir")
        {
            yield break;
        }
        foreach (var (_, claim) in PodPrinter.Claims(workload))
        {
            yield return new()
            {
                Metadata =
                {
                    Name = claim,
                    Namespace = context.ApplicationNamespace,
                    Labels = context.LabelValues(workload.Name),
                },
                Spec =
                {
                    AccessModes = { settings.DefaultStorageReadWritePolicy },
                    StorageClassName = settings.DefaultStorageClassName,
                    Resources = new() { Requests = { ["storage"] = settings.DefaultStorageSize } },
                },
            };
        }
    }
}
