using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Support;

namespace Publishing.Tests.Settings;

public class IntentRulesTests
{
    [Fact]
    public async Task The_real_graphs_intents_are_right() =>
        (await RealGraph.GetAsync()).Models.SelectMany(IntentRules.Check).ShouldBeEmpty();

    [Fact]
    public async Task Every_wrong_value_is_told_with_its_path_and_its_rule()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            builder
                .AddApi("shop")
                .WithScaling(new(5, 2) { Cpu = 0 })
                .WithResources(new("500m", "lots", "250m", "512Mi"))
                .WithRollout(new(RolloutStrategy.Canary) { CanaryWeight = 120 })
                .WithExposure(new("not a host"));
            builder
                .AddPostgres("postgres")
                .WithRealization(new(Realization.Operator) { Instances = 0, Storage = "10" + "GB" })
                .WithBackup(new("at night", 0));
            builder.AddApi("mock").AsMockOf(new("them") { AddressRanges = ["10.0.0.1/8"] });
        });

        var findings = IntentRules.Check(model);

        findings
            .Select(finding => finding.Subject)
            .ShouldBe([
                "shop:Scaling:Max",
                "shop:Scaling:Cpu",
                "shop:ComputeResources:MemoryRequest",
                "shop:ComputeResources:CpuLimit",
                "shop:Rollout:CanaryWeight",
                "shop:Exposure:Hosts:0",
                "postgres:StoreIntent:Instances",
                "postgres:StoreIntent:Storage",
                "postgres:Backup:Schedule",
                "postgres:Backup:RetentionDays",
                "mock:MockIntent:AddressRanges:0",
            ]);
        findings[0].Text.ShouldBe("must be at least Min (5); it is '2'.");
    }
}
