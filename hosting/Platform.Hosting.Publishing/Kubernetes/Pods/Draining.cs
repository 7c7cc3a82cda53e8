using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>
/// How a pod goes without losing a request. When it is to end it is taken off the services, which proxies and load balancers learn only
/// seconds later; until then it must go on serving. So it waits before it is told to stop. The wait is a command, for the API's own
/// <c>sleep</c> is not there for all before 1.34: images of projects have no shell but our health probe, others their <c>sleep</c>.
/// </summary>
internal static class Draining
{
    /// <summary>Seconds until whoever balances load has taken an endpoint off: kube-proxy within one, ingress controllers and Envoy within a few.</summary>
    public const int DeregistrationSeconds = 10;

    /// <summary>Seconds that a service gets for requests in flight and its last telemetry: ServiceDefaults allows 10.</summary>
    private const int StopSeconds = 25;

    /// <summary>Seconds from the wish to end the pod until it is killed: longer than deregistration by what the service needs itself.</summary>
    public const int GraceSeconds = DeregistrationSeconds + StopSeconds;

    public static LifecycleV1 Of(Workload workload)
    {
        var wait = new ExecActionV1();
        wait.Command.AddRange(
            workload.Resource is ProjectResource
                ? ["dotnet", "/app/healthprobe.dll", "wait", $"{DeregistrationSeconds}"]
                : ["sleep", $"{DeregistrationSeconds}"]
        );
        return new() { PreStop = new() { Exec = wait } };
    }
}
