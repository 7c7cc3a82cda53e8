using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Telemetry;
using Platform.Hosting.Publishing.Telemetry.Collector;
using Publishing.Tests.Support;

namespace Publishing.Tests.Telemetry;

public sealed class CollectorTests
{
    private static readonly CollectorOutputs s_everything = new()
    {
        Jaeger = "jaeger:4317",
        Dashboard = "dashboard:18889",
        Elasticsearch = new("elasticsearch", "https://elasticsearch:9200", "elastic", "elasticsearch-password", "/etc/ca.crt"),
    };

    [Theory]
    [InlineData(TelemetryPlace.Compose)]
    [InlineData(TelemetryPlace.Kubernetes)]
    public async Task Pipelines_name_only_what_is_configured_and_all_of_it(TelemetryPlace place)
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        foreach (var outputs in new[] { s_everything, new CollectorOutputs() })
        {
            var configuration = CollectorConfiguration.For(model, place, outputs);
            foreach (var kind in new[] { "receivers", "processors", "exporters" })
            {
                var used = configuration["service"]!["pipelines"]!
                    .AsObject()
                    .SelectMany(pipeline => pipeline.Value![kind]!.AsArray().Select(name => (string)name!))
                    .Distinct()
                    .Order();
                used.ShouldBe(configuration[kind]!.AsObject().Select(component => component.Key).Order(), kind);
            }
        }
    }

    [Theory]
    [InlineData(TelemetryPlace.Compose)]
    [InlineData(TelemetryPlace.Kubernetes)]
    public async Task Every_key_is_one_that_the_collector_documents(TelemetryPlace place)
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Dev);
        foreach (var outputs in new[] { s_everything, new CollectorOutputs() })
        {
            CollectorKeys.Unknown(CollectorConfiguration.For(model, place, outputs)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Memory_is_guarded_first_and_batches_are_made_last()
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var pipelines = CollectorConfiguration.For(model, TelemetryPlace.Kubernetes, s_everything)["service"]!["pipelines"]!.AsObject();
        foreach (var (_, pipeline) in pipelines)
        {
            var processors = pipeline!["processors"]!.AsArray().Select(name => (string)name!).ToList();
            processors[0].ShouldBe("memory_limiter");
            processors[^1].ShouldBe("batch");
        }
        pipelines["logs"]!["processors"]!.AsArray().Select(name => (string)name!).ShouldContain("transform/mask");
    }

    [Fact]
    public async Task A_password_is_read_from_its_file()
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var service = TelemetryServices.Collector(model, TelemetryPlace.Compose, s_everything);
        service.Secrets.ShouldBe(["elasticsearch-password"]);
        service.Files.Single().Text.ShouldContain("${file:/run/secrets/elasticsearch-password}");
        service.Calls.ShouldBe(["jaeger", "dashboard", "elasticsearch"]);
    }

    [Fact]
    public async Task A_collector_that_is_here_accepts_it()
    {
        var collector = Tools.Require(
            "otelcol-contrib",
            "that the collector accepts its configuration; its keys are held against a list",
            "install otelcol-contrib"
        );
        var model = await TelemetryGraph.ModelAsync(Stage.Prod);
        var file = Path.GetTempFileName();
        var tree = CollectorConfiguration.For(model, TelemetryPlace.Kubernetes, new() { Jaeger = "jaeger:4317" });
        await File.WriteAllTextAsync(file, Yaml.Write((JsonNode)tree), TestContext.Current.CancellationToken);
        (await Tools.RunAsync(collector, ["validate", $"--config={file}"])).ShouldSucceed();
    }
}
