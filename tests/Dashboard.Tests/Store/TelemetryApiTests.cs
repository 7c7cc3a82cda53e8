using System.Net;
using System.Text.Json;
using Dashboard.Tests.Otlp;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Store;

public class TelemetryApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_logs_and_traces_are_filtered()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var sink = dashboard.Get<ITelemetrySink>();
        Telemetry
            .Spans("ordering", Telemetry.Span("POST /orders", trace: 1, id: 1), Telemetry.Span("GET /orders", trace: 2, id: 2))
            .Send(sink);
        Telemetry.Spans("payments", Telemetry.Span("confirm", trace: 1, id: 3, parent: 1, error: true)).Send(sink);
        Telemetry.Logs("ordering", Telemetry.Log("accepted", severity: 9), Telemetry.Log("refused", severity: 17, trace: 1)).Send(sink);

        (await NamesAsync(dashboard, "spans?resource=ordering")).ShouldBe(["POST /orders", "GET /orders"]);
        (await NamesAsync(dashboard, "spans?hasError=true")).ShouldBe(["confirm"]);
        (await NamesAsync(dashboard, "spans?traceId=00000000000000000000000000000002")).ShouldBe(["GET /orders"]);
        (await NamesAsync(dashboard, "spans?search=name%3Dconfirm")).ShouldBe(["confirm"]);
        (await NamesAsync(dashboard, "spans?limit=1")).ShouldBe(["confirm"]);
        (await NamesAsync(dashboard, "traces?hasError=true")).ShouldBe(["POST /orders", "confirm"]);
        (await NamesAsync(dashboard, "traces?hasError=false")).ShouldBe(["GET /orders"]);
        (await dashboard.Http.GetStringAsync("/api/telemetry/logs?severity=error", Cancel)).ShouldSatisfyAllConditions(
            logs => logs.ShouldContain("refused"),
            logs => logs.ShouldNotContain("accepted")
        );
        (await dashboard.Http.GetStringAsync("/api/telemetry/resources", Cancel)).ShouldContain("\"name\":\"payments\"");
        var wrong = await dashboard.Http.GetAsync("/api/telemetry/spans?search=duration%3E", Cancel);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync(Cancel)).ShouldContain("character 10");
        (await dashboard.Http.GetAsync("/api/telemetry/traces/zzz", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Following_tells_each_span_as_it_comes()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var sink = dashboard.Get<ITelemetrySink>();
        Telemetry.Spans("ordering", Telemetry.Span("before", trace: 1, id: 1)).Send(sink);
        await using var stream = await dashboard.Http.GetStreamAsync("/api/telemetry/spans?follow=true&search=-ignored", Cancel);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(Cancel))!.ShouldContain("\"before\"");
        Telemetry.Spans("ordering", Telemetry.Span("ignored", trace: 1, id: 2)).Send(sink);
        Telemetry.Spans("ordering", Telemetry.Span("after", trace: 1, id: 3)).Send(sink);
        var line = (await reader.ReadLineAsync(Cancel))!;
        line.ShouldContain("\"after\"");
        line.ShouldNotContain("\"ignored\"");
    }

    [Fact]
    public async Task Scripts_send_the_key_as_x_api_key()
    {
        await using var dashboard = await TestDashboard.StartAsync(TestDashboard.Options with { BrowserToken = "the token" });
        using var script = new HttpClient { BaseAddress = dashboard.Application.Url };
        (await script.GetAsync("/api/telemetry/spans", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        script.DefaultRequestHeaders.Add("X-API-Key", "another");
        (await script.GetAsync("/api/telemetry/spans", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        script.DefaultRequestHeaders.Remove("X-API-Key");
        script.DefaultRequestHeaders.Add("X-API-Key", "the token");
        (await script.GetAsync("/api/telemetry/spans", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_and_values_are_suggested_with_their_counts()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var sink = dashboard.Get<ITelemetrySink>();
        Telemetry
            .Spans(
                "ordering",
                Telemetry.Span("a", trace: 1, id: 1, attributes: [("http.route", "/orders"), ("order.id", 7)]),
                Telemetry.Span("b", trace: 1, id: 2, attributes: ("http.route", "/orders")),
                Telemetry.Span("c", trace: 1, id: 3, attributes: ("http.route", "/menus"))
            )
            .Send(sink);
        (await dashboard.Http.GetStringAsync("/api/attributes?signal=traces&prefix=OR", Cancel)).ShouldBe(
            """{"items":[{"text":"order.id","count":1}]}"""
        );
        (await dashboard.Http.GetStringAsync("/api/attributes?signal=traces&key=http.route", Cancel)).ShouldBe(
            """{"items":[{"text":"/orders","count":2},{"text":"/menus","count":1}]}"""
        );
        (await dashboard.Http.GetStringAsync("/api/attributes?signal=traces&key=order.id", Cancel)).ShouldBe(
            """{"items":[{"text":"7","count":1}]}"""
        );
        (await dashboard.Http.GetStringAsync("/api/attributes?signal=traces&key=service.name", Cancel)).ShouldBe(
            """{"items":[{"text":"ordering","count":3}]}"""
        );
    }

    private static async Task<List<string>> NamesAsync(TestDashboard dashboard, string path)
    {
        using var answer = JsonDocument.Parse(await dashboard.Http.GetStringAsync("/api/telemetry/" + path, Cancel));
        return
        [
            .. answer
                .RootElement.GetProperty("resourceSpans")
                .EnumerateArray()
                .SelectMany(resource => resource.GetProperty("scopeSpans").EnumerateArray())
                .SelectMany(scope => scope.GetProperty("spans").EnumerateArray())
                .Select(span => span.GetProperty("name").GetString()!),
        ];
    }
}
