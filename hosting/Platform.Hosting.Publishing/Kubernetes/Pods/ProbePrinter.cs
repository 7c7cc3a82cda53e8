using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Model;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>
/// How a service is asked. Ready: its health check, which fails when what it needs is away, so that requests go elsewhere. Alive: itself
/// alone, for a restart does not bring a database back. Started: as alive, so that a slow start is not taken for a death. A probe that the
/// graph declares goes before these.
/// </summary>
internal static class ProbePrinter
{
    private const string LivePath = "/alive";

    public static void Add(ContainerV1 container, Workload workload)
    {
        if (workload.Kind is WorkloadKind.Step || workload.Ports.FirstOrDefault(port => port.Scheme is not "udp") is not { } first)
        {
            return;
        }
        var port = workload.Ports.FirstOrDefault(IsHttp) ?? first;

        // Of services of ours it is known that they answer there: ServiceDefaults sees to it.
        var livePath = workload is { Resource: ProjectResource, HealthPath: not null } ? LivePath : null;
        container.StartupProbe = Declared(workload, ProbeType.Startup) ?? Probe(port, livePath, delay: null, period: 2, failures: 60);
        container.ReadinessProbe =
            Declared(workload, ProbeType.Readiness) ?? Probe(port, workload.HealthPath, delay: null, period: 5, failures: 3);
        container.LivenessProbe = Declared(workload, ProbeType.Liveness) ?? Probe(port, livePath, delay: null, period: 10, failures: 3);
    }

    private static bool IsHttp(WorkloadPort port) => port.Scheme is "http" or "https";

    private static ProbeV1 Probe(WorkloadPort port, string? path, int? delay, int period, int failures)
    {
        var probe = new ProbeV1
        {
            InitialDelaySeconds = delay,
            PeriodSeconds = period,
            TimeoutSeconds = 3,
            FailureThreshold = failures,
        };
        if (path is not null && IsHttp(port))
        {
            probe.HttpGet = Get(port, path);
        }
        else
        {
            probe.TcpSocket = new() { Port = port.Number };
        }
        return probe;
    }

    private static ProbeV1? Declared(Workload workload, ProbeType type)
    {
        if (workload.Resource.Annotations.OfType<EndpointProbeAnnotation>().LastOrDefault(probe => probe.Type == type) is not { } declared)
        {
            return null;
        }
        var port =
            workload.Ports.FirstOrDefault(port =>
                string.Equals(port.Name, declared.EndpointReference.EndpointName, StringComparison.OrdinalIgnoreCase)
            ) ?? workload.Ports.First(IsHttp);
        return new()
        {
            HttpGet = Get(port, declared.Path),
            InitialDelaySeconds = declared.InitialDelaySeconds,
            PeriodSeconds = declared.PeriodSeconds,
            TimeoutSeconds = declared.TimeoutSeconds,
            FailureThreshold = declared.FailureThreshold,

            // Of other probes the API takes none but 1.
            SuccessThreshold = type is ProbeType.Readiness && declared.SuccessThreshold > 1 ? declared.SuccessThreshold : null,
        };
    }

    // The API refuses a scheme in small letters.
    private static HttpGetActionV1 Get(WorkloadPort port, string path) =>
        new()
        {
            Path = path.StartsWith('/') ? path : $"/{path}",
            Port = KubernetesName.Port(port.Name),
            Scheme = port.Scheme.ToUpperInvariant(),
        };
}
