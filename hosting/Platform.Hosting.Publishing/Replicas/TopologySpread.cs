using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes.Pods;
using Platform.Hosting.Publishing.Model;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>Instances stand apart: in as many zones as there are, and on as many machines, so that none of either takes all along.</summary>
public sealed class TopologySpread : IPodCustomizer
{
    public void Customize(PodContext pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        if (pod.IsStep || Instances(pod.Component) < 2)
        {
            return;
        }
        var selector = pod.Kubernetes.SelectorValues(pod.Component.Name);
        // Zones are promised where the documents promise them; a machine too few must keep nobody from starting.
        var zones = pod.Component.Stage is Stage.Prod or Stage.Perf ? "DoNotSchedule" : "ScheduleAnyway";
        pod.Spec.TopologySpreadConstraints.Add(Constraint("topology.kubernetes.io/zone", zones, selector));
        pod.Spec.TopologySpreadConstraints.Add(Constraint("kubernetes.io/hostname", "ScheduleAnyway", selector));
    }

    private static int Instances(Component component) =>
        component switch
        {
            Workload workload => workload.Scaling.Max,
            Store store => store.Realization.Instances,
            _ => 1,
        };

    private static TopologySpreadConstraintV1 Constraint(string key, string otherwise, Dictionary<string, string> selector) =>
        new()
        {
            MaxSkew = 1,
            TopologyKey = key,
            WhenUnsatisfiable = otherwise,
            LabelSelector = new(new Dictionary<string, string>(selector)),
        };
}
