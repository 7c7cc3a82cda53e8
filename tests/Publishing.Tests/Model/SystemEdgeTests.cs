using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Model;

public class SystemEdgeTests
{
    [Fact]
    public async Task Names_telemetry_and_the_mesh_are_for_all()
    {
        var model = await SmallGraph.ReadAsync(builder => builder.AddApi("shop"));

        Ids(model).ShouldBe(["*->dns:dns", "*->collector:otlp", "*->mesh:xds", "prometheus->*:http-envoy-prom"]);
        model.Edges.First(edge => edge.To.Name == "dns").Ports.Select(port => port.Protocol).ShouldBe(["UDP", "TCP"]);
    }

    [Fact]
    public async Task Without_a_mesh_nothing_talks_to_it()
    {
        var model = await SmallGraph.ReadAsync(
            builder => builder.AddApi("shop"),
            change: settings => settings with { Cluster = settings.Cluster with { EnableIstio = false } }
        );

        Ids(model).ShouldBe(["*->dns:dns", "*->collector:otlp"]);
    }

    [Fact]
    public async Task A_cluster_that_an_operator_runs_replicates_and_is_administered()
    {
        var model = await SmallGraph.ReadAsync(builder =>
            Aspire
                .Hosting.PostgresBuilderExtensions.AddPostgres(builder, "postgres")
                .WithRealization(new(Realization.Operator) { Instances = 3 })
                .WithBackup(new("0 2 * * *", 30))
        );

        Ids(model)
            .ShouldBe([
                "*stores->dns:dns",
                "postgres->postgres:postgres",
                "prometheus->postgres:metrics",
                "operator->postgres:status",
                "postgres->kube-api:https",
                "postgres->backup:https",
            ]);
    }

    [Fact]
    public async Task A_store_that_is_elsewhere_needs_nothing_of_the_system() =>
        Ids(
                await SmallGraph.ReadAsync(builder =>
                    Aspire.Hosting.RedisBuilderExtensions.AddRedis(builder, "redis").WithRealization(new(Realization.Managed))
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public async Task What_is_shown_with_a_certificate_lets_the_authority_ask()
    {
        var model = await SmallGraph.ReadAsync(builder => builder.AddApi("shop").WithExposure(new("shop.example.com")));

        Ids(model).ShouldContain("internet->certificate-solver:http");
    }

    private static IEnumerable<string> Ids(DeploymentModel model) => model.Edges.Where(edge => edge.IsSystem).Select(edge => edge.Id);
}
