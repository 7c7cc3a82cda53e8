using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Aspire.Hosting.Tests.Manifest;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class KafkaResourceTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task An_engine_is_told_the_proxys_addresses_topics_and_broker_configurations()
    {
        var kafka = CreateBuilder()
            .AddKafka("kafka")
            .AddTopic("catalog.products", partitions: 3)
            .AddTopic("files.tasks", configs: new Dictionary<string, string> { ["retention.ms"] = "1000" })
            .WithEnvironment("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500")
            .WithDataVolume();
        Allocate(kafka.Resource.PrimaryEndpoint, 9092);
        Allocate(kafka.Resource.InternalEndpoint, 9093);

        var settings = await SettingsAsync(kafka.Resource);

        settings.Listeners.ShouldBe([new("tcp", "localhost", 9092), new("internal", "localhost", 9093)]);
        settings.Topics.Select(topic => (topic.Name, topic.Partitions)).ShouldBe([("catalog.products", 3), ("files.tasks", 1)]);
        settings.Topics[1].Configs["retention.ms"].ShouldBe("1000");
        settings.Configs.ShouldBe(new Dictionary<string, string> { ["group.min.session.timeout.ms"] = "500" });
    }

    [Fact]
    public async Task A_kept_log_lies_where_the_volume_is()
    {
        var builder = _folder.CreateBuilder();
        builder.AddKafka("kafka").WithDataVolume("log");

        var manifest = (await builder.PublishManifestAsync(_folder.ManifestPath)).Resource("kafka")!;

        manifest["env"]!["KAFKA_LOG_DIRS"]!.GetValue<string>().ShouldBe("/var/lib/kafka/data");
        manifest["volumes"]![0]!["target"]!.GetValue<string>().ShouldBe("/var/lib/kafka/data");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("with space")]
    [InlineData("no/slash")]
    public void A_name_that_Kafka_refuses_is_refused_in_the_graph(string name) =>
        Should.Throw<ArgumentException>(() => CreateBuilder().AddKafka("kafka").AddTopic(name));

    [Fact]
    public void A_topic_declared_twice_is_refused() =>
        Should
            .Throw<ArgumentException>(() => CreateBuilder().AddKafka("kafka").AddTopic("orders").AddTopic("orders", 3))
            .Message.ShouldContain("'orders' of 'kafka' is declared twice");

    [Fact]
    public async Task One_user_interface_serves_all_brokers_and_is_no_part_of_the_verdict()
    {
        var builder = CreateBuilder();
        builder.AddKafka("one").WithKafkaUI();
        builder.AddKafka("two").WithKafkaUI(ui => ui.WithHostPort(8999), containerName: "ignored");

        var ui = builder.Resources.OfType<KafkaUIContainerResource>().Single();

        ui.Name.ShouldBe("kafka-ui");
        ui.HasAnnotationOfType<AdminUiAnnotation>().ShouldBeTrue();
        ui.Annotations.OfType<EndpointAnnotation>().Single().Port.ShouldBe(8999);
        var environment = await EnvironmentEvaluator.ResolveAsync(
            ui,
            builder.ExecutionContext,
            KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
            cancellationToken: TestContext.Current.CancellationToken
        );
        environment["KAFKA_CLUSTERS_0_NAME"].ShouldBe("one");
        environment["KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"].ShouldBe("one:9093");
        environment["KAFKA_CLUSTERS_1_BOOTSTRAPSERVERS"].ShouldBe("two:9093");
    }

    public void Dispose() => _folder.Dispose();

    private static IDistributedApplicationBuilder CreateBuilder() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });

    private static void Allocate(EndpointReference endpoint, int port) =>
        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", port);

    private static async Task<KafkaSettings> SettingsAsync(KafkaServerResource kafka)
    {
        var annotation = kafka.Annotations.OfType<EngineAnnotation>().Single();
        annotation.SettingsType.ShouldBe(typeof(KafkaSettings));
        var run = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run);
        var settings = await annotation.Settings(new EngineSettingsContext(run, kafka, TestContext.Current.CancellationToken));
        return settings.ShouldBeOfType<KafkaSettings>();
    }
}
