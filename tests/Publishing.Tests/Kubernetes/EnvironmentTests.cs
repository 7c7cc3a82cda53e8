using Aspire.Hosting;
using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Helm;
using Publishing.Tests.Mesh;

namespace Publishing.Tests.Kubernetes;

public class EnvironmentTests
{
    [Fact]
    public async Task What_WithHelm_says_is_what_the_chart_says_of_itself()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
            {
                var version = builder.AddParameter("chart-version", "2.1.0", publishValueAsDefault: true);
                builder
                    .AddKubernetesEnvironment("kubernetes")
                    .WithHelm(chart => chart.WithChartName("Market").WithChartVersion(version).WithChartDescription("All of it"));
                builder.AddContainer("api", "api", "1.0").WithEnvironment("VERSION", version);
            }
        );

        var chart = ChartInfo.Of(cluster.Model.Graph.Resources.OfType<KubernetesEnvironmentResource>().Single(), cluster.Model);
        (chart.Name, chart.Version, chart.Description).ShouldBe(("market", "2.1.0", "All of it"));
    }

    [Fact]
    public async Task The_clusters_settings_are_those_of_its_objects()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
            {
                builder
                    .AddKubernetesEnvironment("kubernetes")
                    .WithProperties(settings =>
                    {
                        settings.DefaultImagePullPolicy = "Always";
                        settings.DefaultServiceType = "LoadBalancer";
                        settings.DefaultStorageClassName = "fast-ssd";
                        settings.DefaultStorageSize = "5Gi";
                    });
                builder.AddContainer("api", "api", "1.0").WithHttpEndpoint(targetPort: 8080).WithVolume("files", "/var/files");
            }
        );

        cluster.Container("api").Text("imagePullPolicy").ShouldBe("Always");
        cluster.Get("Service", "api").Text("spec.type").ShouldBe("LoadBalancer");
        var claim = cluster.Objects.Single(one => one.Kind == "PersistentVolumeClaim").Tree;
        claim.Text("spec.storageClassName").ShouldBe("fast-ssd");
        claim.Text("spec.resources.requests.storage").ShouldBe("5Gi");
        // A volume that one node has at a time cannot be had by the old pod and the new.
        cluster.Get("Deployment", "api").Text("spec.strategy.type").ShouldBe("Recreate");
    }
}
