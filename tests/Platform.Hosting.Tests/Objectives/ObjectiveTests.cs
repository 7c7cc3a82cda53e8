using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Dashboard.Objectives;

namespace Platform.Hosting.Tests.Objectives;

public sealed class ObjectiveTests
{
    private readonly IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = ["--operation", "publish"], DisableDashboard = true }
    );

    [Fact]
    public void An_objective_reads_as_a_sentence_and_becomes_a_definition_for_each_measure()
    {
        Resource("ordering")
            .WithObjective(
                "POST /api/v1/orders",
                orders =>
                    orders
                        .MeanBelow(300.Milliseconds())
                        .P99Below(1.Seconds(), warnAbove: 500.Milliseconds())
                        .WithMinimumSamples(50)
                        .WithTarget(99.Percent())
            );

        var definitions = GraphObjectives.ObjectivesOf(Model());

        definitions.Count.ShouldBe(2);
        definitions[0]
            .ShouldBe(
                new ObjectiveDefinition(
                    "ordering POST /api/v1/orders: mean < 300 ms",
                    new Subject("ordering", "POST /api/v1/orders"),
                    "mean",
                    300
                )
                {
                    MinimumSamples = 50,
                    Target = 0.99,
                }
            );
        definitions[1].Warning.ShouldBe(500);
        definitions[1].Limit.ShouldBe(1000);
    }

    [Fact]
    public void An_edge_is_judged_at_the_resource_that_is_called()
    {
        var gateway = Resource("payment-gateway");
        Resource("payments").WithObjective(gateway, calls => calls.ErrorsBelow(0.5.Percent()));

        var definition = GraphObjectives.ObjectivesOf(Model()).ShouldHaveSingleItem();

        definition.Subject.ShouldBe(new Subject("payment-gateway", null, "payments"));
        definition.Name.ShouldBe("payments → payment-gateway: errors < 0.5 %");
    }

    [Fact]
    public void Throughput_is_a_lower_bound()
    {
        Resource("shop").WithObjective(shop => shop.ThroughputAbove(500)).WithAlert(when => when.ThroughputBelow(10));

        GraphObjectives.ObjectivesOf(Model()).Single().Name.ShouldBe("shop: throughput > 500/s");
        GraphObjectives.AlertsOf(Model()).Single().Name.ShouldBe("shop: throughput < 10/s");
    }

    [Fact]
    public void Alerts_keep_their_duration_and_severity()
    {
        Resource("shop")
            .WithAlert(when => when.ErrorsAbove(1.Percent()).For(5.Minutes()))
            .WithAlert(when => when.InstanceDown())
            .WithAlert(when => when.Named("Memory runs out").MemoryAbove(90.Percent()).AsWarning());

        var alerts = GraphObjectives.AlertsOf(Model());

        alerts[0].ShouldBe(new AlertDefinition("shop: errors > 1 %", new Subject("shop"), "errorShare", 0.01, TimeSpan.FromMinutes(5)));
        alerts[1].Name.ShouldBe("shop is down");
        alerts[1].Measure.ShouldBe("instanceDown");
        alerts[2].Severity.ShouldBe("warning");
        alerts[2].Limit.ShouldBe(0.9);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("POST orders")]
    [InlineData("")]
    public void What_is_no_route_is_refused(string route) =>
        Should.Throw<ArgumentException>(() => Resource("shop").WithAlert(route, when => when.ErrorsAbove(0.1)));

    [Fact]
    public void An_objective_that_expects_nothing_is_refused() =>
        Should
            .Throw<InvalidOperationException>(() => Resource("shop").WithObjective(shop => shop.WithMinimumSamples(5)))
            .Message.ShouldContain("MeanBelow");

    private IResourceBuilder<ExecutableResource> Resource(string name) => builder.AddExecutable(name, "true", ".");

    private DistributedApplicationModel Model() => new(builder.Resources);
}
