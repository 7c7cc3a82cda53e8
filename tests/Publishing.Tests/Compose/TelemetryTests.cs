using Platform.Hosting.Deployment;

namespace Publishing.Tests.Compose;

/// <summary>The telemetry on one machine.</summary>
public class TelemetryTests
{
    [Fact]
    public async Task Every_file_that_a_part_mounts_is_there_in_every_stage()
    {
        var output = await ComposeOutput.RealAsync();
        var mounted = output.File()["services"]!
            .AsObject()
            .SelectMany(service => service.Value!["volumes"]?.AsArray() ?? [])
            .Select(volume => (string)volume!["source"]!)
            .Where(source => source.StartsWith("./telemetry/"))
            .ToList();
        mounted.Count.ShouldBeGreaterThan(5);
        foreach (var stage in Stages.All)
        {
            foreach (var source in mounted.Select(source => source.Replace("${STAGE:-dev}", stage.Name())[2..]))
            {
                output.Tree.Files.ShouldContain(file => file.Path.StartsWith($"compose/{source}/") && file.Stage == stage, source);
            }
        }
    }

    [Fact]
    public async Task Services_tell_the_collector_and_the_collector_tells_the_dashboard()
    {
        var output = await ComposeOutput.RealAsync();
        ((string)output.Service("users")["environment"]!["OTEL_EXPORTER_OTLP_ENDPOINT"]!).ShouldBe("http://collector:4317");
        var networks = output.Networks();
        networks["users"].ShouldContain("collector-net");
        networks["users"].ShouldNotContain("compose-dashboard-net");
        networks["collector"].ShouldContain("compose-dashboard-net");
        networks["collector"].ShouldContain("elasticsearch-net");
        output.Text("telemetry/prod/collector/otelcol-contrib/config.yaml").ShouldContain("compose-dashboard:18889");
    }

    [Fact]
    public async Task What_alerts_runs_in_every_stage_but_dev()
    {
        var output = await ComposeOutput.RealAsync();
        output.Service("prometheus")["profiles"]!.ToJsonString().ShouldBe("[\"telemetry\"]");
        output.Text(".env.prod").Split('\n').ShouldContain("COMPOSE_PROFILES=telemetry");
        output.Text(".env.dev").ShouldNotContain("COMPOSE_PROFILES");
    }
}
