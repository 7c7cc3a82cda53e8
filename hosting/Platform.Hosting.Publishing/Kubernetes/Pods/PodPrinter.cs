using Aspire.Hosting;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Model;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>The pod of a workload.</summary>
internal static class PodPrinter
{
    private const string TemporaryDirectory = "/tmp";

    /// <param name="owner">Name of the Deployment or Job.</param>
    public static PodTemplateSpecV1 Print(KubernetesContext context, Workload workload, string owner, ContainerEnvironment environment)
    {
        var claims = Claims(workload).ToList();
        var container = Container(context, workload, environment);
        var pod = new PodTemplateSpecV1
        {
            Metadata = { Labels = context.LabelValues(workload.Name) },
            Spec =
            {
                ServiceAccountName = KubernetesName.Of(workload.Name),
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                SecurityContext = PodSecurity.OfPod(workload, claims.Count > 0),
                Containers = { container },
            },
        };
        if (workload.Kind is WorkloadKind.Step)
        {
            pod.Spec.RestartPolicy = "Never";
        }
        else
        {
            pod.Spec.TerminationGracePeriodSeconds = Draining.GraceSeconds;
        }
        AddVolumes(pod.Spec, container, claims, environment, context);
        PodCustomizers.Apply(new(context, workload, owner, pod));
        return pod;
    }

    /// <summary>Volumes that outlive the pod, and the claims behind them.</summary>
    public static IEnumerable<(WorkloadVolume Volume, string Claim)> Claims(Workload workload)
    {
        foreach (var volume in workload.Volumes)
        {
            yield return volume.HostPath is null
                ? (volume, KubernetesName.Of($"{workload.Name}-{volume.Name}"))
                : throw new DistributedApplicationException(
                    $"'{workload.Name}' mounts '{volume.Path}' from the machine that publishes, which a cluster's nodes do not have. Use .WithVolume(…), or put the files into the image."
                );
        }
    }

    private static ContainerV1 Container(KubernetesContext context, Workload workload, ContainerEnvironment environment)
    {
        var container = new ContainerV1
        {
            Name = KubernetesName.Of(workload.Name),
            Image = workload.Image.ToString(),
            ImagePullPolicy = context.Environment.DefaultImagePullPolicy,
            SecurityContext = PodSecurity.OfContainer(workload),
            Resources = Resources(workload.Resources),
            Lifecycle = workload.Kind is WorkloadKind.Step ? null : Draining.Of(workload),
        };
        container.Command.AddRange(workload.Entrypoint.Select(word => word.Replace("$", "$$", StringComparison.Ordinal)));
        container.Args.AddRange(environment.Arguments);
        container.Ports.AddRange(workload.Ports.Select(Port));
        if (environment.Plain.Count > 0)
        {
            container.EnvFrom.Add(new() { ConfigMapRef = new() { Name = ConfigMapName(workload) } });
        }
        container.Env.AddRange(environment.Variables);
        ProbePrinter.Add(container, workload);
        return container;
    }

    /// <summary>The config map with the workload's plain values.</summary>
    public static string ConfigMapName(Workload workload) => KubernetesName.Of($"{workload.Name}-config", KubernetesName.Object);

    /// <summary>Requests and limits.</summary>
    public static ResourceRequirementsV1 Resources(Deployment.ComputeResources resources) =>
        new()
        {
            Requests = { ["cpu"] = resources.CpuRequest, ["memory"] = resources.MemoryRequest },
            Limits = { ["cpu"] = resources.CpuLimit, ["memory"] = resources.MemoryLimit },
        };

    private static ContainerPortV1 Port(WorkloadPort port) =>
        new()
        {
            Name = KubernetesName.Port(port.Name),
            ContainerPort = port.Number,
            Protocol = port.Scheme is "udp" ? "UDP" : "TCP",
        };

    private static void AddVolumes(
        PodSpecV1 spec,
        ContainerV1 container,
        List<(WorkloadVolume Volume, string Claim)> claims,
        ContainerEnvironment environment,
        KubernetesContext context
    )
    {
        if (claims.All(claim => claim.Volume.Path != TemporaryDirectory))
        {
            spec.Volumes.Add(
                new()
                {
                    Name = "tmp",
                    EmptyDir = new() { SizeLimit = "1Gi" },
                }
            );
            container.VolumeMounts.Add(new() { Name = "tmp", MountPath = TemporaryDirectory });
        }
        foreach (var (volume, claim) in claims)
        {
            var name = KubernetesName.Of($"data-{volume.Name}");
            spec.Volumes.Add(
                context.Environment.DefaultStorageType is "emptydir"
                    ? new() { Name = name, EmptyDir = new() }
                    : new()
                    {
                        Name = name,
                        PersistentVolumeClaim = new() { ClaimName = claim },
                    }
            );
            container.VolumeMounts.Add(
                new()
                {
                    Name = name,
                    MountPath = volume.Path,
                    ReadOnly = volume.IsReadOnly ? true : null,
                }
            );
        }
        foreach (var secret in environment.Certificates.GroupBy(certificate => (certificate.Secret, Folder: Folder(certificate.Path))))
        {
            var name = KubernetesName.Of($"certificates-{secret.Key.Secret}");
            var volume = new SecretVolumeSourceV1 { SecretName = secret.Key.Secret };
            volume.Items.AddRange(
                secret.Select(file => new KeyToPathV1 { Key = file.Key, Path = file.Path[(secret.Key.Folder.Length + 1)..] })
            );
            spec.Volumes.Add(new() { Name = name, Secret = volume });
            container.VolumeMounts.Add(
                new()
                {
                    Name = name,
                    MountPath = secret.Key.Folder,
                    ReadOnly = true,
                }
            );
        }
    }

    private static string Folder(string path) => path[..path.LastIndexOf('/')];
}
