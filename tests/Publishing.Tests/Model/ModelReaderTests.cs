using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Model;

public class ModelReaderTests
{
    [Fact]
    public async Task Https_endpoints_of_projects_are_not_there_and_who_means_them_gets_http()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var api = builder.AddApi("api");
            builder
                .AddApi("shop")
                .WithReference(api)
                .WithReference((IResourceBuilder<IResourceWithServiceDiscovery>)api, "backend")
                .WithEnvironment("API_ADDRESS", api.GetEndpoint("https"));
        });

        model.FindWorkload("api")!.Ports.ShouldHaveSingleItem().Scheme.ShouldBe("http");
        var environment = model.FindWorkload("shop")!.Environment;
        environment.ShouldContain(entry => entry.Name == "services__api__http__0");
        environment.ShouldContain(entry => entry.Name == "BACKEND_HTTP");
        environment.ShouldNotContain(entry => entry.Name.Contains("https", StringComparison.OrdinalIgnoreCase));
        Value(model, "shop", "API_ADDRESS").ShouldBe(DeployedValue.Of(new EndpointPart("api", "http", EndpointProperty.Url)));
    }

    [Fact]
    public async Task A_project_with_https_alone_is_told_what_to_add() =>
        (
            await FailsAsync(builder => builder.AddProject("api", WithoutProfile(), launchProfileName: null).WithHttpsEndpoint())
        ).ShouldContain(".WithHttpEndpoint()");

    [Fact]
    public async Task Parts_of_addresses_are_parts_of_values()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var mail = builder.AddContainer("mail", "mailpit", "1.20").WithEndpoint(targetPort: 1025, name: "smtp", scheme: "tcp");
            var smtp = mail.GetEndpoint("smtp");
            builder
                .AddApi("shop")
                .WithEnvironment(
                    "SMTP",
                    $"{smtp.Property(EndpointProperty.Scheme)}:{smtp.Property(EndpointProperty.HostAndPort)}/{smtp.Property(EndpointProperty.TargetPort)}"
                );
        });

        Value(model, "shop", "SMTP")
            .ShouldBe(
                DeployedValue.Of(
                    new LiteralPart("tcp:"),
                    new EndpointPart("mail", "smtp", EndpointProperty.Host),
                    new LiteralPart(":"),
                    new EndpointPart("mail", "smtp", EndpointProperty.Port),
                    new LiteralPart("/1025")
                )
            );
        model.Edges.ShouldContain(edge => edge.Id == "shop->mail:smtp" && edge.Ports[0].Number == 1025);
    }

    [Fact]
    public async Task A_reference_counts_that_puts_nothing_into_the_environment()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var api = builder.AddApi("api");
            builder.AddApi("shop").WithReference(api).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.None);
        });

        model.Edges.ShouldContain(edge => edge.Id == "shop->api:http");
    }

    [Fact]
    public async Task Parameters_are_described_and_defaults_are_those_that_the_graph_publishes()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var region = builder.AddParameter("region", "eu-west-1", publishValueAsDefault: true);
            var unpublished = builder.AddParameter("tier", "gold").WithDescription("Which customers.");
            var key = builder.AddParameter("key", new GenerateParameterDefault { MinLength = 30 }, secret: true);
            builder.AddParameter("unused");
            builder.AddApi("shop").WithEnvironment("A", region).WithEnvironment("B", unpublished).WithEnvironment("C", key);
        });

        model.Parameters.ShouldBe([
            new("region", false, "Value for shop.", "eu-west-1"),
            new("tier", false, "Which customers."),
            new("key", true, "Secret for shop."),
        ]);
        Value(model, "shop", "C").ShouldBe(DeployedValue.Of(new SecretPart("key")));
    }

    [Fact]
    public async Task What_is_percent_encoded_in_the_graph_says_so()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var key = builder.AddParameter("key", secret: true);
            builder.AddApi("shop").WithEnvironment("URL", ReferenceExpression.Create($"https://x/{key:uri}"));
        });

        Value(model, "shop", "URL").Parts[1].ShouldBe(new SecretPart("key", "uri"));
    }

    [Fact]
    public async Task A_connection_string_from_outside_is_a_secret_and_leads_outside()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var legacy = builder.AddConnectionString("legacy");
            builder.AddApi("shop").WithReference(legacy, optional: true);
        });

        Value(model, "shop", "ConnectionStrings__legacy").ShouldBe(DeployedValue.Of(new SecretPart("legacy")));
        model.FindExternal("legacy")!.UrlParameter.ShouldBe("legacy");
        model.Edges.Single(edge => edge.Id == "shop->legacy").Ports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_published_as_a_connection_string_is_somebody_elses()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var redis = builder.AddRedis("redis");
            ParameterResourceBuilderExtensions.ConfigureConnectionStringManifestPublisher(redis);
            builder.AddApi("shop").WithReference(redis);
        });

        model.Stores.ShouldBeEmpty();
        Value(model, "shop", "ConnectionStrings__redis").ShouldBe(DeployedValue.Of(new SecretPart("redis")));
        model.Parameters.ShouldContain(parameter => parameter.Name == "redis" && parameter.IsSecret);
    }

    [Fact]
    public async Task An_external_service_is_reached_at_the_port_of_its_address()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var rates = builder.AddExternalService("rates", "https://rates.example.com:8443/");
            builder.AddApi("shop").WithReference(rates);
        });

        model.Edges.Single(edge => edge.Id == "shop->rates").Ports.ShouldHaveSingleItem().Number.ShouldBe(8443);
    }

    [Fact]
    public async Task A_choice_is_made_by_what_is_known_and_refused_where_only_the_deployment_knows()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var api = builder.AddContainer("api", "api", "1").WithHttpEndpoint(targetPort: 80);
            builder
                .AddApi("shop")
                .WithEnvironment(
                    "TLS",
                    api.GetEndpoint("http").GetTlsValue(ReferenceExpression.Create($"on"), ReferenceExpression.Create($"off"))
                );
        });
        Value(model, "shop", "TLS").Literal.ShouldBe("off");

        var refused = await FailsAsync(builder =>
        {
            var flag = builder.AddParameter("flag");
            var choice = ReferenceExpression.CreateConditional(
                flag.Resource,
                "yes",
                ReferenceExpression.Create($"1"),
                ReferenceExpression.Create($"0")
            );
            builder.AddApi("shop").WithEnvironment("CHOICE", choice);
        });
        refused.ShouldContain("'shop'");
        refused.ShouldContain("CHOICE");
        refused.ShouldContain("{flag.value}");
    }

    [Fact]
    public async Task A_program_cannot_be_deployed_and_the_message_says_what_can_be_done()
    {
        var refused = await FailsAsync(builder => builder.AddExecutable("ops", "python3", "."));

        refused.ShouldContain("'ops'");
        refused.ShouldContain("python3");
        refused.ShouldContain(".PublishAsDockerFile()");
    }

    [Fact]
    public async Task What_is_excluded_is_not_there_and_may_not_be_referred_to()
    {
        (await SmallGraph.ReadAsync(builder => builder.AddContainer("tool", "tool", "1").ExcludeFromManifest())).Workloads.ShouldBeEmpty();

        var refused = await FailsAsync(builder =>
        {
            var tool = builder.AddContainer("tool", "tool", "1").WithHttpEndpoint(targetPort: 80).ExcludeFromManifest();
            builder.AddApi("shop").WithEnvironment("TOOL", tool.GetEndpoint("http"));
        });
        refused.ShouldContain("'tool', which is not published");
    }

    [Fact]
    public async Task What_waits_names_what_is_deployed_and_how_far_it_must_have_come()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            var database = builder.AddPostgres("postgres").AddDatabase("shopdb");
            var migration = builder.AddApi("migration").WithReference(database).WaitFor(database);
            var mock = builder.AddApi("mock").AsMockOf(new("somebody"));
            builder.AddApi("shop").WaitForStart(database).WaitFor(database).WaitForCompletion(migration).WaitFor(mock);
        });

        model
            .FindWorkload("shop")!
            .StartsAfter.ShouldBe([new("postgres", StartCondition.Healthy), new("migration", StartCondition.Completed)]);
        model.FindWorkload("migration")!.Kind.ShouldBe(WorkloadKind.Step);
        model.FindWorkload("shop")!.Kind.ShouldBe(WorkloadKind.Service);
    }

    [Fact]
    public async Task Volumes_have_names_that_no_machine_is_in()
    {
        var model = await SmallGraph.ReadAsync(builder =>
            builder
                .AddContainer("tool", "tool", "1")
                .WithVolume("shared", "/shared")
                .WithVolume("/scratch")
                .WithVolume(VolumeNameGenerator.Generate(builder.AddContainer("other", "other", "1"), "data"), "/generated")
                .WithBindMount("/var/run/docker.sock", "/var/run/docker.sock", isReadOnly: true)
        );

        model.FindWorkload("tool")!.Volumes.Take(2).ShouldBe([new("shared", "/shared"), new("tool-volume-0", "/scratch")]);
        model.FindWorkload("tool")!.Volumes[3].ShouldBe(new("tool-bindmount-0", "/var/run/docker.sock", true, "/var/run/docker.sock"));
    }

    [Fact]
    public async Task A_topic_has_one_writer_must_be_declared_and_needs_a_reference()
    {
        (
            await FailsAsync(builder =>
            {
                var kafka = builder.AddKafka("kafka").AddTopic("orders");
                builder.AddApi("one").WithReference(kafka).WritesTopic(kafka, "orders");
                builder.AddApi("two").WithReference(kafka).WritesTopic(kafka, "orders");
            })
        ).ShouldContain("one and two");
        (
            await FailsAsync(builder =>
            {
                var kafka = builder.AddKafka("kafka");
                builder.AddApi("one").WithReference(kafka).ReadsTopic(kafka, "orders");
            })
        ).ShouldContain(".AddTopic(\"orders\")");
        (
            await FailsAsync(builder =>
            {
                var kafka = builder.AddKafka("kafka").AddTopic("orders");
                builder.AddApi("one").ReadsTopic(kafka, "orders");
            })
        ).ShouldContain(".WithReference(kafka)");
    }

    [Fact]
    public async Task A_stores_connection_string_in_a_longer_text_is_refused_where_the_store_is_not_the_graphs()
    {
        void Declare(IDistributedApplicationBuilder builder)
        {
            var redis = builder.AddRedis("redis").WithRealization(new(Realization.Managed), Stage.Prod);
            builder.AddApi("shop").WithEnvironment("CACHE", ReferenceExpression.Create($"{redis},allowAdmin=true"));
        }

        var dev = await SmallGraph.ReadAsync(Declare, Stage.Dev);
        Value(dev, "shop", "CACHE").HasSecret.ShouldBeTrue();
        dev.Edges.ShouldContain(edge => edge.Id == "shop->redis:tcp");
        (await FailsAsync(Declare)).ShouldContain(".WithReference(redis)");
    }

    [Fact]
    public async Task Settings_allow_connections_that_the_graph_does_not_know_of()
    {
        static void Declare(IDistributedApplicationBuilder builder)
        {
            builder.AddApi("shop");
            builder.AddRedis("redis");
        }

        var model = await SmallGraph.ReadAsync(Declare, change: Allow("redis"));
        model.Edges.Single(edge => edge.Id == "shop->redis:6379").Reason.ShouldBe("by hand");
        (await FailsAsync(Declare, Allow("nobody"))).ShouldContain("Deployment:prod:Network:AllowedConnections:0:ToService");

        static Func<Platform.Hosting.Publishing.Settings.StageSettings, Platform.Hosting.Publishing.Settings.StageSettings> Allow(
            string to
        ) => settings => settings with { Network = new() { AllowedConnections = [new("shop", to, 6379, Reason: "by hand")] } };
    }

    [Fact]
    public async Task Files_that_no_target_hands_on_are_refused() =>
        (
            await FailsAsync(builder =>
                builder.AddContainer("tool", "tool", "1").WithContainerFiles("/etc", [new ContainerFile { Name = "a", Contents = "b" }])
            )
        ).ShouldContain(".WithDockerfile");

    [Fact]
    public async Task The_collectors_name_is_taken() =>
        (await FailsAsync(builder => builder.AddApi("collector"))).ShouldContain("another name");

    [Fact]
    public async Task Images_are_named_in_full_or_are_ours()
    {
        var model = await SmallGraph.ReadAsync(builder =>
        {
            builder.AddApi("Web-API");
            builder.AddContainer("mail", "registry.example:5000/tools/mailpit", "v1.20");
            builder.AddContainer("fixed", "tools/fixed").WithImageSHA256(new string('a', 64));
        });

        model.FindWorkload("Web-API")!.Image.ToString().ShouldBe("shop/web-api:1.0.0");
        model.FindWorkload("mail")!.Image.ToString().ShouldBe("registry.example:5000/tools/mailpit:v1.20");
        model.FindWorkload("fixed")!.Image.ToString().ShouldEndWith($"tools/fixed@sha256:{new string('a', 64)}");
    }

    private static DeployedValue Value(DeploymentModel model, string workload, string variable) =>
        model.FindWorkload(workload)!.Environment.Single(entry => entry.Name == variable).Value;

    private static async Task<string> FailsAsync(
        Action<IDistributedApplicationBuilder> declare,
        Func<Platform.Hosting.Publishing.Settings.StageSettings, Platform.Hosting.Publishing.Settings.StageSettings>? change = null
    ) => (await Should.ThrowAsync<DistributedApplicationException>(() => SmallGraph.ReadAsync(declare, change: change))).Message;

    private static string WithoutProfile() => new Projects.Users().ProjectPath;
}
