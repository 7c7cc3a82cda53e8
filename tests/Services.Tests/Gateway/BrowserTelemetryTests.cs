using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gateway;
using Microsoft.AspNetCore.Http;
using Services.Tests.Support;

namespace Services.Tests.Gateway;

public sealed class BrowserTelemetryTests
{
    private const string Traces = "/otlp/v1/traces";

    [Theory]
    [InlineData("/otlp/v1/traces", "application/json", "/v1/traces")]
    [InlineData("/otlp/v1/logs", "application/x-protobuf", "/v1/logs")]
    [InlineData("/otlp/v1/metrics", "application/json; charset=utf-8", "/v1/metrics")]
    public async Task What_a_browser_sends_reaches_the_collector_with_the_key(string path, string type, string arrives)
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await StartAsync(collector);

        using var answer = await PostAsync(gateway, path, """{"resourceSpans":[]}""", type);

        var seen = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((string?)seen["path"]).ShouldBe(arrives);
        ((string?)seen["body"]).ShouldBe("""{"resourceSpans":[]}""");
        ((string?)seen["headers"]!["x-otlp-api-key"]).ShouldBe("the key=1");
        ((string?)seen["headers"]!["content-type"]).ShouldBe(type);
        seen["headers"]!["cookie"].ShouldBeNull();
        seen["headers"]!["traceparent"].ShouldBeNull();
    }

    [Fact]
    public async Task A_collector_may_stand_under_a_path()
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build, $"Gateway:Otlp:Endpoint={collector.Url}/base/");

        using var answer = await PostAsync(gateway, Traces, "{}");

        collector.Requests.ShouldBe(["POST /base/v1/traces"]);
    }

    [Theory]
    [InlineData("http/protobuf", HttpStatusCode.OK)]
    [InlineData("grpc", HttpStatusCode.NoContent)]
    public async Task The_gateways_own_collector_is_taken_where_it_speaks_HTTP(string protocol, HttpStatusCode answered)
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await RunningService.StartAsync(
            GatewayApp.Build,
            $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}",
            $"OTEL_EXPORTER_OTLP_PROTOCOL={protocol}"
        );

        using var answer = await PostAsync(gateway, "/otlp/v1/logs", "{}");

        answer.StatusCode.ShouldBe(answered);
    }

    [Fact]
    public async Task Telemetry_does_not_count_as_the_clients_requests()
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await StartAsync(collector, "RateLimit:Permits=2", "RateLimit:Window=01:00:00");

        for (var i = 0; i < 10; i++)
        {
            using var answer = await PostAsync(gateway, Traces, "{}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task It_is_not_traced()
    {
        var (traced, untraced) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());
        var recorded = new System.Collections.Concurrent.ConcurrentQueue<ActivityTraceId>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Recorded)
                {
                    recorded.Enqueue(activity.TraceId);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await StartAsync(collector);

        using var exported = await PostAsync(gateway, Traces, "{}", trace: untraced);
        await gateway.SendAsync(HttpMethod.Get, "/docs/services.json", null, ("traceparent", Parent(traced)));
        // A server span ends after its answer is sent.
        await gateway.DisposeAsync();

        // The spans of this client and of the collector's double count too: none of the gateway stands between them.
        recorded.Count(id => id == untraced).ShouldBe(0);
        recorded.Count(id => id == traced).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_collector_it_is_dropped_in_peace()
    {
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build, "Gateway:Otlp:Endpoint=");

        using var answer = await PostAsync(gateway, Traces, "{}");

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_collector_that_is_away_is_asked_again_later()
    {
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build, "Gateway:Otlp:Endpoint=http://127.0.0.1:1");

        using var answer = await PostAsync(gateway, Traces, "{}");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_collector_that_has_enough_says_so_to_the_browser()
    {
        await using var collector = await Backend.StartAsync(
            "collector",
            first: context =>
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "7";
                return Task.FromResult(true);
            }
        );
        await using var gateway = await StartAsync(collector);

        using var answer = await PostAsync(gateway, Traces, "{}");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_refused_whether_it_says_its_length_or_not(bool saysLength)
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await StartAsync(collector, "Gateway:Otlp:MaxBytes=1000");
        using var request = new HttpRequestMessage(HttpMethod.Post, Traces)
        {
            Content = new StringContent(new string(' ', 1001), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = !saysLength;

        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        collector.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forms_and_other_methods_and_paths_are_refused()
    {
        await using var collector = await Backend.StartAsync("collector");
        await using var gateway = await StartAsync(collector);

        using var form = await PostAsync(gateway, Traces, "{}", "text/plain");
        var read = await gateway.GetAsync(Traces);
        using var elsewhere = await PostAsync(gateway, "/otlp/v1/profiles", "{}");
        using var up = await PostAsync(gateway, "/otlp/../v1/traces", "{}");

        form.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        read.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        up.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        collector.Requests.ShouldBeEmpty();
    }

    private static Task<RunningService> StartAsync(Backend collector, params string[] settings) =>
        RunningService.StartAsync(
            GatewayApp.Build,
            [$"Gateway:Otlp:Endpoint={collector.Url}", "Gateway:Otlp:Headers=x-otlp-api-key=the%20key%3D1", .. settings]
        );

    private static async Task<HttpResponseMessage> PostAsync(
        RunningService gateway,
        string path,
        string body,
        string type = "application/json",
        ActivityTraceId? trace = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("Cookie", "session=1");
        if (trace is { } id)
        {
            request.Headers.Add("traceparent", Parent(id));
        }
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Parent(ActivityTraceId trace) => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";
}
