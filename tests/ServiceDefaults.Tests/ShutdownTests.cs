using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_request_in_flight_ends_well_and_the_exit_code_is_0()
    {
        await using var service = await SampleProcess.StartAsync();
        var last = service.Client.GetStringAsync("/last");
        await service.ReadLogAsync("In flight");

        service.AskToStop();

        (await last).ShouldBe("drained");
        await service.WaitForExitAsync();
        service.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_listening_for_telemetry_does_not_hold_the_stop()
    {
        // Port 9 is nobody's on loopback. With retries on, the SDK alone would take 10 s.
        await using var service = await SampleProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            ("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "50")
        );
        await service.Client.GetAsync("/orders/1");

        service.AskToStop();

        (await service.WaitForExitAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        service.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_last_telemetry_is_sent_before_the_end()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await SampleProcess.StartAsync([
            .. collector.Environment("service"),
            ("OTEL_BSP_SCHEDULE_DELAY", "60000"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "60000"),
        ]);
        while (!(await service.Client.GetAsync("/health")).IsSuccessStatusCode)
            await Task.Yield();
        await service.Client.GetAsync("/orders/1");

        service.AskToStop();
        await service.WaitForExitAsync();

        collector.Spans.ShouldContain(span => span.Name == "GET /orders/{id}");
    }

    [Fact]
    public async Task Readiness_turns_while_a_load_balancer_still_gets_answers()
    {
        await using var service = await SampleProcess.StartAsync(("Shutdown__DrainDelay", "00:00:30"));
        (await service.Client.GetStringAsync("/health")).ShouldBe("Healthy");

        service.AskToStop();
        await service.ReadLogAsync("Application is shutting down");

        var health = await service.Client.GetAsync("/health");
        ((int)health.StatusCode).ShouldBe(503);
        (await service.Client.GetStringAsync("/alive")).ShouldBe("Healthy");
        (await service.Client.GetStringAsync("/orders/1")).ShouldBe("1");
    }
}
