using Aspire.Hosting;
using Platform.Hosting.Deployment;

namespace Publishing.Tests.Compose;

/// <summary>What differs from stage to stage, and where it stands.</summary>
public class StageTests
{
    [Fact]
    public async Task Instances_and_limits_are_variables_where_stages_differ_and_plain_where_they_do_not()
    {
        var output = await ComposeOutput.OfAsync(builder =>
        {
            builder
                .AddContainer("api", "docker.io/acme/api", "1.0")
                .WithHttpEndpoint(port: 8080, targetPort: 80)
                .WithExternalHttpEndpoints()
                .WithScaling(new(1))
                .WithScaling(new(3, 20), Stage.Prod, Stage.Perf)
                .WithResources(new("100m", "128Mi", "500m", "512Mi"))
                .WithResources(new("1", "1Gi", "2", "2Gi"), Stage.Prod);
            builder.AddContainer("other", "docker.io/acme/other", "1.0").WithScaling(new(2));
        });

        var api = output.Service("api");
        ((string)api["deploy"]!["replicas"]!).ShouldBe("${API_REPLICAS:-1}");
        ((string)api["deploy"]!["resources"]!["limits"]!["memory"]!).ShouldBe("${API_MEMORY_LIMIT:-512M}");
        ((string)api["deploy"]!["resources"]!["reservations"]!["cpus"]!).ShouldBe("${API_CPU_RESERVATION:-0.1}");
        ((long)output.Service("other")["deploy"]!["replicas"]!).ShouldBe(2);
        var prod = output.Text(".env.prod").Split('\n');
        prod.ShouldContain("API_REPLICAS=3");
        prod.ShouldContain("API_MEMORY_LIMIT=2G");
        prod.ShouldContain("API_HTTP_PORT=8080-8082");
        prod.ShouldContain("COMPOSE_PROJECT_NAME=shop-prod");
        output.Text(".env.dev").Split('\n').ShouldContain("API_REPLICAS=1");
        output.Tree.Find("compose/docker-compose.prod.yaml").ShouldBeNull();
    }

    [Fact]
    public async Task What_no_variable_can_say_stands_in_the_stages_own_file_and_nothing_else_does()
    {
        var output = await ComposeOutput.OfAsync(builder =>
        {
            var mall = builder
                .AddContainer("mall", "docker.io/acme/mall", "1.0")
                .WithHttpEndpoint(targetPort: 80)
                .AsMockOf(new("the mall") { AddressRanges = ["192.0.2.0/24"] });
            builder.AddContainer("api", "docker.io/acme/api", "1.0").WithEnvironment("MALL", mall.GetEndpoint("http")).WaitFor(mall);
        });

        output.Tree.Find("compose/docker-compose.perf.yaml").ShouldBeNull();
        var prod = output.File("docker-compose.prod.yaml");
        prod["services"]!["mall"]!.ToJsonString().ShouldBe("""{"profiles":["mocks"]}""");
        ((string)prod["services"]!["api"]!["environment"]!["MALL"]!).ShouldStartWith("${MALL_URL:?");
        ((bool)prod["services"]!["api"]!["depends_on"]!["mall"]!["required"]!).ShouldBeFalse();
        ((bool)prod["networks"]!["mall-net"]!["internal"]!).ShouldBeFalse();
        prod.Count.ShouldBe(2);
        output.Text(".env").ShouldContain("MALL_URL=\n");
    }

    [Fact]
    public async Task A_store_that_somebody_else_runs_is_no_service_and_is_reached_by_the_address_that_is_asked_for()
    {
        var output = await ComposeOutput.OfAsync(
            builder =>
            {
                var cache = builder.AddRedis("cache").WithRealization(new(Realization.Managed));
                builder.AddContainer("api", "docker.io/acme/api", "1.0").WithReference(cache);
            },
            Stage.Prod
        );

        output.File()["services"]!.AsObject().Select(service => service.Key).ShouldBe(["api", "compose-dashboard"]);
        ((string)output.Service("api")["environment"]!["ConnectionStrings__cache"]!).ShouldMatch(
            @"^\$\{CACHE_HOST:\?.*\}:6379,password=.*,ssl=true,sslHost=\$\{CACHE_HOST:\?.*\}$"
        );
        ((bool)output.File()["networks"]!["cache-net"]!["internal"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_AppHost_changes_is_in_the_file()
    {
        var output = await ComposeOutput.OfAsync(builder =>
        {
            var region = builder.AddParameter("region", "eu-west-1");
            builder
                .AddDockerComposeEnvironment("compose")
                .WithDashboard(false)
                .ConfigureComposeFile(file => file.Extensions["x-owner"] = "shop")
                .ConfigureEnvFile(variables =>
                {
                    variables["REGION"].Description = "Where orders are kept";
                    variables["REGION"].DefaultValue = "eu-north-1";
                });
            builder
                .AddContainer("api", "docker.io/acme/api", "1.0")
                .PublishAsDockerComposeService(
                    (resource, service) =>
                    {
                        service.Labels["region"] = region.AsEnvironmentPlaceholder(resource);
                        service.StopGracePeriod = "5m";
                    }
                );
        });

        ((string)output.File()["x-owner"]!).ShouldBe("shop");
        ((string)output.Service("api")["labels"]!["region"]!).ShouldBe("${REGION}");
        ((string)output.Service("api")["stop_grace_period"]!).ShouldBe("5m");
        output.Text(".env").ShouldContain("# Where orders are kept\n");
        output.Text(".env").ShouldContain("\nREGION=\n");
        output.Text(".env.dev").ShouldContain("REGION=eu-north-1\n");
        output.File()["services"]!.AsObject().Select(service => service.Key).ShouldBe(["api"]);
    }

    [Fact]
    public async Task More_networks_than_Docker_has_addresses_for_get_addresses_of_their_own()
    {
        var output = await ComposeOutput.OfAsync(
            builder =>
            {
                for (var i = 0; i < 40; i++)
                {
                    builder.AddContainer($"api{i}", "docker.io/acme/api", "1.0").WithHttpEndpoint(targetPort: 80);
                }
            },
            Stage.Dev
        );

        var subnets = output.File()["networks"]!
            .AsObject()
            .Select(network => (string)network.Value!["ipam"]!["config"]![0]!["subnet"]!)
            .ToList();
        subnets.Count.ShouldBeGreaterThan(39);
        subnets.Distinct().Count().ShouldBe(subnets.Count);
        output.Text("README.md").ShouldContain("each of these names its addresses");
    }
}
