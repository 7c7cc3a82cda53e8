using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What is not of the services themselves: who measures it depends on the place.</summary>
internal sealed class MachineQueries(DeploymentModel model, TelemetryPlace place)
{
    private readonly KubernetesContext cluster = new(model);

    private bool IsCluster => place == TelemetryPlace.Kubernetes;

    /// <summary>How long an instance may be away before anybody is told.</summary>
    public TimeSpan Grace => IsCluster ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;

    /// <summary>Has a value, the number of instances that run, while fewer do than should.</summary>
    public string InstanceDown(string resource)
    {
        if (!IsCluster)
        {
            var wanted = model.FindWorkload(resource)?.Scaling.Min ?? 1;
            return $"(count({ExporterMetrics.Target}{{{PromQl.Matcher("job", resource)}}}) or vector(0)) < {wanted}";
        }
        var deployment = $"{{{PromQl.Matcher("namespace", cluster.ApplicationNamespace)},{Deployments(resource)}}}";
        return $"{ExporterMetrics.DeploymentAvailable}{deployment} < {ExporterMetrics.DeploymentWanted}{deployment}";
    }

    /// <summary>Of the volumes that hold the graph's data; on one machine, of its disk.</summary>
    public string DiskShare()
    {
        var data = $"{{{PromQl.Matcher("namespace", cluster.DataNamespace)}}}";
        return IsCluster
            ? $"{ExporterMetrics.VolumeUsed}{data} / {ExporterMetrics.VolumeCapacity}{data}"
            : $"sum({ExporterMetrics.MachineDisk}{{mountpoint=\"/\",state=\"used\"}}) / sum({ExporterMetrics.MachineDisk}{{mountpoint=\"/\"}})";
    }

    /// <summary>Of each machine.</summary>
    public string MemoryShare() =>
        IsCluster
            ? $"1 - {ExporterMetrics.NodeMemoryAvailable}{{}} / {ExporterMetrics.NodeMemory}{{}}"
            : $"sum({ExporterMetrics.MachineMemory}{{state=\"used\"}}) / sum({ExporterMetrics.MachineMemory}{{}})";

    // A second set of instances, of a canary or the other colour, is as much the service as the first.
    private string Deployments(string resource) =>
        model.FindWorkload(resource) is { } workload && RolloutTrack.Second(workload) is { } second
            ? PromQl.Pattern("deployment", $"{PromQl.Literal(resource)}|{PromQl.Literal(second.Deployment)}")
            : PromQl.Matcher("deployment", resource);
}
