using Dashboard.Tests.Otlp;
using Platform.Dashboard.Live;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

public class ErrorCounterTests
{
    [Fact]
    public async Task Error_logs_are_counted_by_their_sender()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        dashboard.Get<ChangeFeed>().Changes += topic =>
        {
            if (topic == Topic.Resources)
            {
                changed.TrySetResult();
            }
        };
        Telemetry
            .Logs("ordering", Telemetry.Log("a"), Telemetry.Log("b", severity: 17), Telemetry.Log("c", severity: 21))
            .Send(dashboard.Get<ITelemetrySink>());
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        dashboard.Get<ErrorCounter>().Of("ordering").ShouldBe(2);
        (await dashboard.Http.GetStringAsync("/api/errors", TestContext.Current.CancellationToken)).ShouldBe(
            """{"items":{"ordering":2}}"""
        );
    }
}
