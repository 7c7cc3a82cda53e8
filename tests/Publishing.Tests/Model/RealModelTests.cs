using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Model;

public class RealModelTests
{
    [Fact]
    public async Task Services_listen_on_8080_and_the_shop_on_3000()
    {
        var dev = (await RealGraph.GetAsync())[Stage.Dev];

        dev.FindWorkload("catalog")!.Ports.ShouldHaveSingleItem().ShouldBe(new("http", 8080, "http"));
        dev.FindWorkload("storefront")!.Ports.ShouldHaveSingleItem().ShouldBe(new("http", 3000, "http", IsExternal: true, HostPort: 3000));
        dev.FindWorkload("catalog")!.Image.ToString().ShouldBe("open-market/catalog:1.0.0");
        dev.FindWorkload("storefront")!.Image.IsOurs.ShouldBeTrue();
        dev.FindWorkload("catalog")!.HealthPath.ShouldBe("/health");
    }

    [Fact]
    public async Task A_connection_is_none_of_the_environment_and_its_database_has_one_owner()
    {
        var prod = (await RealGraph.GetAsync())[Stage.Prod];

        var users = prod.FindWorkload("users")!;
        var use = users.Connections.ShouldHaveSingleItem();
        (use.Name, use.Store, use.Child, use.Variable).ShouldBe(("usersdb", "postgres", "usersdb", "ConnectionStrings__usersdb"));
        use.Properties["USERSDB_HOST"].ShouldBe("Host");
        users.Environment.ShouldNotContain(entry => entry.Name.StartsWith("USERSDB_") || entry.Name.StartsWith("ConnectionStrings__"));
        prod.FindStore("postgres")!.Databases.ShouldAllBe(database => database.Owners.Count == 1);
        users.StartsAfter.ShouldHaveSingleItem().ShouldBe(new("postgres", StartCondition.Healthy));
    }

    [Fact]
    public async Task A_topic_has_one_writer()
    {
        var topics = (await RealGraph.GetAsync())[Stage.Prod].FindStore("kafka")!.Topics;

        topics.ShouldAllBe(topic => topic.Writers.Count == 1 && topic.Readers.Count > 0);
        topics.Single(topic => topic.Name == "catalog.products").Readers.ShouldBe(["search", "channels"]);
    }

    [Fact]
    public async Task A_mock_is_published_to_dev_and_perf_and_elsewhere_its_address_is_a_parameter()
    {
        var real = await RealGraph.GetAsync();

        real[Stage.Dev].FindWorkload("payment-gateway")!.IsMock.ShouldBeTrue();
        real[Stage.Perf].FindWorkload("payment-gateway").ShouldNotBeNull();
        real[Stage.Staging].FindWorkload("payment-gateway").ShouldBeNull();
        var prod = real[Stage.Prod];
        prod.FindExternal("payment-gateway")!.Mock.AddressRanges.ShouldNotBeEmpty();
        Value(prod, "payments", "services__payment-gateway__http__0").ShouldBe(DeployedValue.Of(new ParameterPart("payment-gateway-url")));
        Value(prod, "files", "Processing__QueueUrl")
            .ShouldBe(DeployedValue.Of(new ParameterPart("on-premises-url"), new LiteralPart("/000000000000/worker-tasks")));
        prod.Parameters.ShouldContain(parameter => parameter.Name == "payment-gateway-url" && !parameter.IsSecret);
    }

    [Fact]
    public async Task What_a_mock_calls_back_may_call_back_in_every_stage()
    {
        var real = await RealGraph.GetAsync();

        Edge(real[Stage.Dev], "payment-gateway->payments:http").From.Kind.ShouldBe(EdgeEndKind.Workload);
        Edge(real[Stage.Prod], "payment-gateway->payments:http").From.Kind.ShouldBe(EdgeEndKind.External);
        Edge(real[Stage.Prod], "payments->payment-gateway").Ports.ShouldHaveSingleItem().Number.ShouldBe(443);

        // Files tells its own address to the systems on the premises.
        Edge(real[Stage.Dev], "on-premises->files:http").Reason.ShouldContain("calls back");
    }

    [Fact]
    public async Task Telemetry_goes_to_the_collector()
    {
        var dev = (await RealGraph.GetAsync())[Stage.Dev];

        Value(dev, "catalog", "OTEL_EXPORTER_OTLP_ENDPOINT")
            .ShouldBe(DeployedValue.Of(new EndpointPart("collector", "otlp", EndpointProperty.Url)));
        Edge(dev, "*->collector:otlp").IsSystem.ShouldBeTrue();
    }

    [Fact]
    public async Task Edges_of_the_real_graph_are_what_refers_to_what()
    {
        var prod = (await RealGraph.GetAsync())[Stage.Prod];

        prod.Edges.Where(edge => !edge.IsSystem && edge.From.Name == "ordering")
            .Select(edge => edge.Id)
            .ShouldBe([
                "ordering->catalog:http",
                "ordering->users:http",
                "ordering->payments:http",
                "ordering->postgres:tcp",
                "ordering->kafka:tcp",
                "ordering->redis:tcp",
            ]);
        prod.Edges.Where(edge => edge is { From.Kind: EdgeEndKind.Internet, IsSystem: false })
            .Select(edge => edge.Id)
            .ShouldBe(["internet->gateway:http", "internet->storefront:http"]);
    }

    private static DeployedValue Value(DeploymentModel model, string workload, string variable) =>
        model.FindWorkload(workload)!.Environment.Single(entry => entry.Name == variable).Value;

    private static Edge Edge(DeploymentModel model, string id) => model.Edges.Single(edge => edge.Id == id);
}
