using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Tests;
using Dashboard.Tests.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Live;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Tests.Objectives;

public sealed class AlarmWatchTests
{
    [Fact]
    public async Task An_alarm_reaches_page_terminal_and_markers()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var host = new FakeHost
        {
            Facts = new HostFacts("shop", "1.0", "default")
            {
                Alerts = [new AlertDefinition("Orders fail", new Subject("ordering"), "errorShare", 0.01, TimeSpan.Zero)],
                Objectives = [new ObjectiveDefinition("Orders", new Subject("ordering"), "errorShare", 0.001) { MinimumSamples = 5 }],
            },
        };
        var traffic = new ToldTraffic
        {
            Answer = (_, from, to) =>
                new TrafficWindow(from, to)
                {
                    Count = 12,
                    Errors = 12,
                    Rate = 1,
                },
        };
        await using var dashboard = await TestDashboard.StartAsync(
            TestDashboard.Options with
            {
                Host = host,
                Services = services => services.Replace(ServiceDescriptor.Singleton<ITrafficStatistics>(traffic)),
            }
        );
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        dashboard.Get<ChangeFeed>().Changes += topic =>
        {
            if (topic == Topic.Alarms && !host.Announced.IsEmpty)
            {
                fired.TrySetResult();
            }
        };
        traffic.Advance();
        if (host.Announced.IsEmpty)
        {
            await fired.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }

        host.Announced.ShouldHaveSingleItem().Text.ShouldBe("Orders fail: 100 % (limit 1 %, 12 of 12)");
        var alarms = (await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/alarms", cancellationToken))!;
        alarms["firing"]!.GetValue<int>().ShouldBe(1);
        alarms["items"]![0]!["state"]!.GetValue<string>().ShouldBe("firing");
        var objectives = (await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/objectives", cancellationToken))!;
        objectives["items"]![0]!["state"]!.GetValue<string>().ShouldBe("broken");
        var markers = (await dashboard.Http.GetFromJsonAsync<JsonNode>("/api/markers", cancellationToken))!;
        markers["items"]!.AsArray().ShouldContain(marker => marker!["kind"]!.GetValue<string>() == "alarm");
    }
}
