#pragma warning disable ASPIREPROBES001 // Declared probes are experimental in Aspire.

using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Publishing.Tests.Kubernetes;

public class WorkloadTests
{
    [Fact]
    public async Task A_value_with_a_secret_is_put_together_in_the_container()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
            {
                var key = builder.AddParameter("api-key", secret: true);
                var region = builder.AddParameter("region", "eu-west-1", publishValueAsDefault: true);
                builder
                    .AddContainer("api", "api", "1.0")
                    .WithHttpEndpoint(targetPort: 8080)
                    .WithEnvironment("PLAIN", "50$ (net)")
                    .WithEnvironment("KEY", key)
                    .WithEnvironment("HEADER", ReferenceExpression.Create($"pay $(me) {key} in {region}"));
            }
        );

        cluster.Get("ConfigMap", "api-config")["data"]!.ToJsonString().ShouldBe("""{"PLAIN":"50$ (net)"}""");
        cluster.Container("api")["env"]!
            .ToJsonString()
            .ShouldBe(
                new JsonArray(
                    Env("SECRET_API_KEY", "secretKeyRef", "api-secrets", "api-key"),
                    Env("PARAMETER_REGION", "configMapKeyRef", "parameters", "region"),
                    Env("KEY", "secretKeyRef", "api-secrets", "api-key"),
                    new JsonObject { ["name"] = "HEADER", ["value"] = "pay $$(me) $(SECRET_API_KEY) in $(PARAMETER_REGION)" }
                ).ToJsonString()
            );
        cluster.Get("ConfigMap", "parameters")["data"]!.ToJsonString().ShouldBe("""{"region":"eu-west-1"}""");
    }

    [Fact]
    public async Task A_change_of_configuration_changes_the_pods()
    {
        var one = await Cluster.OfAsync(Stage.Dev, builder => Api(builder).WithEnvironment("LEVEL", "info"));
        var same = await Cluster.OfAsync(Stage.Dev, builder => Api(builder).WithEnvironment("LEVEL", "info"));
        var other = await Cluster.OfAsync(Stage.Dev, builder => Api(builder).WithEnvironment("LEVEL", "debug"));

        var pod = one.Pod("api").ToJsonString();
        pod.ShouldContain(ConfigurationHash.Config);
        same.Pod("api").ToJsonString().ShouldBe(pod);
        other.Pod("api").ToJsonString().ShouldNotBe(pod);
    }

    /// <summary>What sha256sum says of what Go's encoding/json writes.</summary>
    [Fact]
    public void The_hash_is_the_one_that_a_chart_computes()
    {
        ConfigurationHash
            .ToJson([new("b", "<&>\"\\\n"), new("a", "Grüße"), new("B", "\u0001")])
            .ShouldBe("""{"B":"\u0001","a":"Grüße","b":"\u003c\u0026\u003e\"\\\n"}""");
        ConfigurationHash.Of([]).ShouldBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    [Fact]
    public async Task A_pod_may_do_as_little_as_can_be_and_is_asked_how_it_is()
    {
        var cluster = await Cluster.OfAsync(Stage.Prod, builder => Api(builder).WithHttpHealthCheck("/ready"));

        var container = cluster.Container("api");
        container["securityContext"]!
            .ToJsonString()
            .ShouldBe("""{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}""");
        container["readinessProbe"]!["httpGet"]!.ToJsonString().ShouldBe("""{"path":"/ready","port":"http","scheme":"HTTP"}""");
        // A health check may fail because a database is away, and a restart does not bring that back.
        ((int)container["livenessProbe"]!["tcpSocket"]!["port"]!).ShouldBe(8080);
        container["volumeMounts"]!.ToJsonString().ShouldBe("""[{"name":"tmp","mountPath":"/tmp"}]""");
        var pod = cluster.Pod("api")["spec"]!;
        ((bool)pod["automountServiceAccountToken"]!).ShouldBeFalse();
        ((bool)pod["securityContext"]!["runAsNonRoot"]!).ShouldBeTrue();
        ((string?)pod["securityContext"]!["seccompProfile"]!["type"]).ShouldBe("RuntimeDefault");
        var wait = int.Parse((string)container["lifecycle"]!["preStop"]!["exec"]!["command"]![1]!, null);
        ((int)pod["terminationGracePeriodSeconds"]!).ShouldBeGreaterThan(wait);
    }

    [Fact]
    public async Task A_probe_that_the_graph_declares_goes_before_ours()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder => Api(builder).WithHttpProbe(ProbeType.Liveness, "/live", initialDelaySeconds: 30, periodSeconds: 10)
        );

        var probe = cluster.Container("api")["livenessProbe"]!;
        ((string?)probe["httpGet"]!["path"]).ShouldBe("/live");
        ((int)probe["initialDelaySeconds"]!).ShouldBe(30);
        ((int)probe["periodSeconds"]!).ShouldBe(10);
    }

    [Fact]
    public async Task What_PublishAsKubernetesService_says_has_the_last_word()
    {
        var cluster = await Cluster.OfAsync(
            Stage.Prod,
            builder =>
                Api(builder)
                    .WithEnvironment("LEVEL", "info")
                    .PublishAsKubernetesService(api =>
                    {
                        ((Deployment)api.Workload!).Spec.MinReadySeconds = 7;
                        api.ConfigMap!.Data["EXTRA"] = "yes";
                        api.AdditionalResources.Add(new ConfigMap { Metadata = { Name = "more" }, Data = { ["a"] = "b" } });
                    })
        );

        ((int)cluster.Get("Deployment", "api")["spec"]!["minReadySeconds"]!).ShouldBe(7);
        ((string?)cluster.Get("ConfigMap", "more")["metadata"]!["namespace"]).ShouldBe("shop");
        ((string?)cluster.Pod("api")["metadata"]!["annotations"]![ConfigurationHash.Config]).ShouldBe(
            ConfigurationHash.Of([new("LEVEL", "info"), new("EXTRA", "yes")])
        );
    }

    [Fact]
    public async Task A_step_is_a_job_that_is_another_when_it_changes()
    {
        var one = await Cluster.OfAsync(Stage.Prod, builder => WithStep(builder, "1.0"));
        var other = await Cluster.OfAsync(Stage.Prod, builder => WithStep(builder, "1.1"));

        var job = one.Objects.Single(one => one.Kind == "Job");
        job.Name.ShouldStartWith("migrate-");
        other.Objects.Single(one => one.Kind == "Job").Name.ShouldNotBe(job.Name);
        ((string?)job.Tree["spec"]!["template"]!["spec"]!["restartPolicy"]).ShouldBe("Never");
    }

    [Theory]
    [InlineData("users", "users")]
    [InlineData("Users", "users")]
    [InlineData("9lives", "x-9lives-")]
    [InlineData("on", "on")]
    [InlineData("naïve.name", "na-ve-name-")]
    public void Names_are_what_the_api_takes(string text, string start)
    {
        KubernetesName.Of(text).ShouldStartWith(start);
        KubernetesName.Of(text).ShouldMatch("^[a-z]([-a-z0-9]*[a-z0-9])?$");
    }

    [Fact]
    public void A_name_is_shortened_the_same_way_always_and_never_to_that_of_another()
    {
        var (one, other) = (new string('a', 70), new string('a', 71));

        KubernetesName.Of(one).Length.ShouldBe(63);
        KubernetesName.Of(one).ShouldBe(KubernetesName.Of(one));
        KubernetesName.Of(one).ShouldNotBe(KubernetesName.Of(other));
        KubernetesName.Port("metrics-of-the-admin").Length.ShouldBeLessThanOrEqualTo(15);
    }

    private static IResourceBuilder<ContainerResource> Api(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("api", "api", "1.0").WithHttpEndpoint(targetPort: 8080);

    private static void WithStep(IDistributedApplicationBuilder builder, string tag)
    {
        var migrate = builder.AddContainer("migrate", "migrate", tag);
        Api(builder).WaitForCompletion(migrate);
    }

    private static JsonObject Env(string name, string source, string holder, string key) =>
        new()
        {
            ["name"] = name,
            ["valueFrom"] = new JsonObject
            {
                [source] = new JsonObject { ["name"] = holder, ["key"] = key },
            },
        };
}
