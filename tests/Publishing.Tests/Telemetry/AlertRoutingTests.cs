using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Telemetry.Alerting;
using Publishing.Tests.Support;

namespace Publishing.Tests.Telemetry;

public sealed class AlertRoutingTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("severity=critical alertname=PaymentsFail resource=payments", "on-call")]
    [InlineData("severity=warning alertname=EventsPileUp", "everybody")]
    public async Task Severity_decides_who_is_told(string labels, string receiver)
    {
        var amtool = await WriteAsync(await TelemetryGraph.ModelAsync(Stage.Prod));
        (await Tools.RunAsync(amtool, ["check-config", _file])).ShouldSucceed();
        (await Tools.RunAsync(amtool, ["config", "routes", "test", $"--config.file={_file}", .. labels.Split(' ')]))
            .ShouldSucceed()
            .Output.Trim()
            .ShouldBe(receiver);
    }

    [Fact]
    public async Task Where_nobody_is_to_be_told_nobody_is()
    {
        var model = await TelemetryGraph.ModelAsync(Stage.Dev);
        var quiet = model with
        {
            Settings = model.Settings with
            {
                Monitoring = new() { SlackWebhook = null, PagerDutyKey = null },
            },
        };
        var amtool = await WriteAsync(quiet);
        (await Tools.RunAsync(amtool, ["check-config", _file])).ShouldSucceed();
        new AlertRouting(quiet).Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Slack_hears_all_and_mail_and_pager_what_is_critical()
    {
        var receivers = new AlertRouting(await TelemetryGraph.ModelAsync(Stage.Prod)).Plain()["receivers"]!.AsArray();
        receivers[0]!.AsObject().Select(entry => entry.Key).ShouldBe(["name", "slack_configs"]);
        receivers[1]!.AsObject().Select(entry => entry.Key).ShouldBe(["name", "slack_configs", "email_configs", "pagerduty_configs"]);
    }

    public void Dispose() => File.Delete(_file);

    private async Task<string> WriteAsync(DeploymentModel model)
    {
        var amtool = Tools.Require("amtool", "that Alertmanager accepts its routes", "apt-get install prometheus-alertmanager");
        await File.WriteAllTextAsync(_file, Yaml.Write(new AlertRouting(model).Plain()), TestContext.Current.CancellationToken);
        return amtool;
    }
}
