using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    private const int Server = 2;
    private const int Client = 3;
    private const int Error = 2;

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task One_trace_crosses_two_services_and_carries_its_logs(string protocol)
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var back = await SampleProcess.StartAsync(collector.Environment("back", protocol));
        await using var front = await SampleProcess.StartAsync([
            .. collector.Environment("front", protocol),
            ("services__peer__http__0", back.Client.BaseAddress!.ToString()),
        ]);
        await WaitUntilReadyAsync(front);
        await WaitUntilReadyAsync(back);

        (await front.Client.GetStringAsync("/call/42")).ShouldBe("42");

        var outer = await collector.SpanAsync(span => span is { Service: "front/one", Kind: Server });
        var call = await collector.SpanAsync(span => span is { Service: "front/one", Kind: Client });
        var inner = await collector.SpanAsync(span => span is { Service: "back/one", Kind: Server });
        outer.Name.ShouldBe("GET /call/{id}");
        inner.Name.ShouldBe("GET /orders/{id}");
        inner.Attributes["http.route"].ShouldBe("/orders/{id}");
        inner.Attributes["http.request.method"].ShouldBe("GET");
        inner.Attributes["http.response.status_code"].ShouldBe("200");
        inner.Attributes["url.path"].ShouldBe("/orders/42");
        call.ParentId.ShouldBe(outer.SpanId);
        inner.ParentId.ShouldBe(call.SpanId);
        inner.TraceId.ShouldBe(outer.TraceId);

        var log = await collector.LogAsync(log => log is { Service: "back/one", Body: "Order 42 read" });
        log.TraceId.ShouldBe(outer.TraceId);
        log.Severity.ShouldBe("Information");
        log.Attributes["OrderId"].ShouldBe("42");
        await collector.MetricAsync("http.server.request.duration");
        await collector.MetricAsync("http.client.request.duration");
        collector.Spans.ShouldNotContain(span => span.Attributes.Values.Contains("/health"), "probes would bury the rest");
    }

    [Fact]
    public async Task An_unhandled_exception_marks_the_span_and_keeps_its_route()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await SampleProcess.StartAsync(collector.Environment("service"));
        await WaitUntilReadyAsync(service);

        var response = await service.Client.GetAsync("/fail");

        ((int)response.StatusCode).ShouldBe(500);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("out of paper");
        var span = await collector.SpanAsync(span => span.Name == "GET /fail");
        span.StatusCode.ShouldBe(Error);
        span.Attributes["http.route"].ShouldBe("/fail");
        span.Attributes["http.response.status_code"].ShouldBe("500");
        span.Attributes["error.type"].ShouldBe("System.InvalidOperationException");
        span.Events.ShouldBe(["exception"]);
    }

    [Fact]
    public async Task An_instance_that_nobody_named_has_the_name_of_its_host()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var environment = collector.Environment("service").Where(variable => variable.Item1 != "OTEL_RESOURCE_ATTRIBUTES");
        await using var service = await SampleProcess.StartAsync([.. environment, ("OTEL_RESOURCE_ATTRIBUTES", "team=shop")]);
        await WaitUntilReadyAsync(service);

        await service.Client.GetAsync("/no/such/path");

        (await collector.SpanAsync(span => span is { Kind: Server })).Service.ShouldBe($"service/{Environment.MachineName}");
    }

    [Fact]
    public async Task A_path_without_a_route_does_not_become_a_span_name()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await SampleProcess.StartAsync(collector.Environment("service"));
        await WaitUntilReadyAsync(service);

        await service.Client.GetAsync("/no/such/path");

        var span = await collector.SpanAsync(span => span is { Kind: Server });
        span.Name.ShouldBe("GET");
        span.Attributes.Keys.ShouldNotContain("http.route");
        span.Attributes["http.response.status_code"].ShouldBe("404");
    }

    private static async Task WaitUntilReadyAsync(SampleProcess service)
    {
        // Readiness is an HTTP answer; there is no event to wait for from outside.
        while (!(await service.Client.GetAsync("/health")).IsSuccessStatusCode)
            await Task.Yield();
    }
}
