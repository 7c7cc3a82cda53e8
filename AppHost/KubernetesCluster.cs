/// <summary>The clusters that the stages stand in, by Aegis 4.1, and who is told of alerts.</summary>
internal static partial class Kubernetes
{
    public static void PublishClusters(IDistributedApplicationBuilder builder)
    {
        builder.WithDeployment(
            full =>
                full with
                {
                    Cluster = full.Cluster with
                    {
                        NodeGroups = new Dictionary<string, NodeGroup>
                        {
                            ["application"] = new()
                            {
                                MinSize = 3,
                                MaxSize = 10,
                                InstanceType = "t3.large",
                            },
                            ["data"] = new()
                            {
                                MinSize = 3,
                                MaxSize = 6,
                                InstanceType = "r5.xlarge",
                                DiskSize = "500Gi",
                            },
                        },
                    },
                },
            s_full
        );
        // Staging's alerts are for those who read the channel; in production somebody is called.
        builder.WithDeployment(
            prod => prod with { Monitoring = prod.Monitoring with { EmailRecipients = ["on-call@example.com"] } },
            Stage.Prod
        );
        builder.WithDeployment(
            others => others with { Monitoring = others.Monitoring with { PagerDutyKey = null } },
            Stage.Dev,
            Stage.Staging,
            Stage.Perf
        );
    }
}
