using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Settings;

namespace Publishing.Tests.Settings;

public class StageSettingsTests
{
    [Fact]
    public void What_nobody_says_is_right_in_every_stage() => Stages.All.ShouldAllBe(stage => Read(stage).Findings.Count == 0);

    [Fact]
    public void Code_says_for_all_and_for_one_and_configuration_goes_before_both()
    {
        var read = Read(
            Stage.Prod,
            [
                new(one => one with { Cluster = one.Cluster with { Region = "eu-west-1" } }, [Stage.Prod]),
                new(all => all with { Team = "market", Cluster = all.Cluster with { Region = "us-east-1", Name = "shop" } }, []),
                new(dev => dev with { Team = "nobody" }, [Stage.Dev]),
            ],
            ("Deployment:prod:cluster:KubernetesVersion", "1.31.4"),
            ("Deployment:dev:Team", "nobody")
        );

        read.Findings.ShouldBeEmpty();
        read.Settings.Team.ShouldBe("market");
        read.Settings.Cluster.Region.ShouldBe("eu-west-1");
        read.Settings.Cluster.Name.ShouldBe("shop");
        read.Settings.Cluster.KubernetesVersion.ShouldBe("1.31.4");
        read.Settings.Recovery.PrimaryRegion.ShouldBe("eu-west-1");
    }

    [Fact]
    public void Configuration_replaces_lists_whole_and_adds_to_what_has_names()
    {
        var read = Read(
            Stage.Prod,
            [
                new(
                    all =>
                        all with
                        {
                            Cluster = all.Cluster with
                            {
                                NodeGroups = new Dictionary<string, NodeGroup>
                                {
                                    ["general"] = new() { InstanceType = "m5.large", MaxSize = 3 },
                                },
                            },
                        },
                    []
                ),
            ],
            ("Deployment:prod:Cluster:AvailabilityZones:0", "a"),
            ("Deployment:prod:Cluster:AvailabilityZones:1", "b"),
            ("Deployment:prod:Cluster:NodeGroups:general:MaxSize", "9"),
            ("Deployment:prod:Cluster:NodeGroups:data:InstanceType", "r5.large"),
            ("Deployment:prod:Cluster:NodeGroups:data:Taints:0:Key", "data"),
            ("Deployment:prod:Cluster:NodeGroups:data:Taints:0:Value", "true"),
            ("Deployment:prod:Cluster:EnableIstio", "false"),
            ("Deployment:prod:Cluster:Provider", "on-premise"),
            ("Deployment:prod:Secrets:Provider", "vault")
        );

        read.Findings.ShouldBeEmpty();
        var cluster = read.Settings.Cluster;
        cluster.AvailabilityZones.ShouldBe(["a", "b"]);
        (cluster.NodeGroups["general"].MaxSize, cluster.NodeGroups["general"].InstanceType).ShouldBe((9, "m5.large"));
        cluster.NodeGroups["data"].Taints.ShouldHaveSingleItem().ShouldBe(new("data", "true"));
        cluster.EnableIstio.ShouldBeFalse();
        cluster.Provider.ShouldBe(CloudProvider.OnPremise);
        read.Settings.Secrets.Provider.ShouldBe(SecretProvider.Vault);
    }

    [Fact]
    public void Everything_that_cannot_be_read_is_told_at_once_with_its_path()
    {
        var read = Read(
            Stage.Prod,
            [],
            ("Deployment:prod:Clutser:Region", "x"),
            ("Deployment:prod:Backup:RetentionDays", "many"),
            ("Deployment:prod:Cluster:EnableIstio", "perhaps"),
            ("Deployment:prod:Cluster:Provider", "mainframe"),
            ("Deployment:prod:Team", "kept")
        );

        read.Findings.Select(finding => finding.Subject)
            .ShouldBe(
                [
                    "Deployment:prod:Clutser:Region",
                    "Deployment:prod:Backup:RetentionDays",
                    "Deployment:prod:Cluster:EnableIstio",
                    "Deployment:prod:Cluster:Provider",
                ],
                ignoreOrder: true
            );
        read.Findings.Single(finding => finding.Subject.EndsWith("Provider")).Text.ShouldContain("OnPremise");
        read.Findings.Single(finding => finding.Subject.EndsWith("RetentionDays")).Text.ShouldContain("whole number");
        read.Settings.Team.ShouldBe("kept");
    }

    [Theory]
    [InlineData("Cluster:AvailabilityZones:0", "only-one")]
    [InlineData("Cluster:KubernetesVersion", "1.27.3")]
    [InlineData("Cluster:KubernetesVersion", "1.37")]
    [InlineData("Cluster:VpcCidr", "10.0.0.0")]
    [InlineData("Cluster:VpcCidr", "10.0.0.1/16")]
    [InlineData("Cluster:PodCidr", "10.0.128.0/17")]
    [InlineData("Cluster:ServiceCidr", "10.0.0.0/8")]
    [InlineData("Cluster:NodeGroups:general:MinSize", "0")]
    [InlineData("Cluster:NodeGroups:general:MaxSize", "1")]
    [InlineData("Cluster:NodeGroups:general:DiskSize", "big")]
    [InlineData("Monitoring:PrometheusRetention", "a month")]
    [InlineData("Monitoring:SlackWebhook", "https://hooks.slack.com/services/T0/B0/XXXX")]
    [InlineData("Monitoring:EmailRecipients:0", "nobody")]
    [InlineData("Backup:Schedule", "0 2 * *")]
    [InlineData("Backup:Schedule", "0 25 * * *")]
    [InlineData("Backup:RetentionDays", "0")]
    [InlineData("Backup:Location", "")]
    [InlineData("Recovery:MultiRegion", "true")]
    [InlineData("Recovery:RecoveryRegion", "ap-northeast-2")]
    [InlineData("Recovery:AutoFailover", "true")]
    [InlineData("Network:DefaultDenyAll", "false")]
    [InlineData("Application", "Open Market")]
    [InlineData("Version", "latest")]
    public void A_value_against_the_rules_is_found_by_its_path(string path, string value)
    {
        var read = Read(
            Stage.Prod,
            [
                new(
                    all =>
                        all with
                        {
                            Cluster = all.Cluster with
                            {
                                NodeGroups = new Dictionary<string, NodeGroup>
                                {
                                    ["general"] = new()
                                    {
                                        InstanceType = "m5.large",
                                        MinSize = 2,
                                        MaxSize = 4,
                                    },
                                },
                            },
                        },
                    []
                ),
            ],
            ($"Deployment:prod:{path}", value)
        );

        var finding = read.Findings.ShouldHaveSingleItem();
        var expected = path switch
        {
            "Cluster:AvailabilityZones:0" => "Cluster:AvailabilityZones",
            // What is missing has no path of its own: the rule is told where the value is wanted.
            "Recovery:MultiRegion" => "Recovery:RecoveryRegion",
            _ => path,
        };
        finding.Subject.ShouldBe($"Deployment:prod:{expected}");
        finding.Text.ShouldStartWith("must");
        finding.Text.ShouldNotContain("hooks.slack.com");
    }

    [Theory]
    [InlineData("*/15 0-6,22 1 jan-mar mon")]
    [InlineData("0 2 * * 7")]
    public void Schedules_as_cron_knows_them_are_taken(string schedule) =>
        Read(Stage.Prod, [], ("Deployment:prod:Backup:Schedule", schedule)).Findings.ShouldBeEmpty();

    [Fact]
    public void The_graph_says_how_it_is_deployed()
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);
        builder
            .WithDeployment(all => all with { Application = "shop" })
            .WithDeployment(prod => prod with { Version = "2.0.0" }, Stage.Prod);
        using var app = builder.Build();

        StageSettingsReader.Read(app.Services, Stage.Prod).Settings.Version.ShouldBe("2.0.0");
        var dev = StageSettingsReader.Read(app.Services, Stage.Dev).Settings;
        (dev.Application, dev.Version, dev.Cluster.Name).ShouldBe(("shop", "1.0.0", "shop-dev"));
    }

    [Fact]
    public async Task Publishing_stops_with_everything_that_is_wrong_in_any_stage()
    {
        var builder = DistributedApplication.CreateBuilder([
            "--operation",
            "publish",
            "--Deployment:prod:Cluster:KubernetesVersion=1.20",
            "--Deployment:prod:Backup:RetentionDays=x",
            "--Deployment:dev:Cluster:AvailabilityZones:0=a",
        ]);
        await using var app = builder.Build();
        var models = app.Services.GetRequiredService<IStageModels>();

        var stopped = await Should.ThrowAsync<DistributedApplicationException>(() =>
            models.ReadAsync(app.Services.GetRequiredService<DistributedApplicationModel>(), CancellationToken.None)
        );

        stopped.Message.ShouldContain("Deployment:prod:Cluster:KubernetesVersion must be a version from 1.28 to 1.36; it is '1.20'.");
        stopped.Message.ShouldContain("Deployment:prod:Backup:RetentionDays must be a whole number.");
        stopped.Message.ShouldContain("Deployment:dev:Cluster:AvailabilityZones must name at least two zones");
    }

    private static ReadSettings Read(
        Stage stage,
        DeploymentDeclaration[]? declared = null,
        params (string Key, string Value)[] configuration
    ) =>
        StageSettingsReader.Read(
            stage,
            declared ?? [],
            new ConfigurationBuilder().AddInMemoryCollection(configuration.ToDictionary(one => one.Key, one => (string?)one.Value)).Build(),
            "Shop"
        );
}
