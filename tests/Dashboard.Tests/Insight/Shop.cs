using System.Text.Json.Nodes;
using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Insight;

/// <summary>A dashboard that is told what a shop's services would tell it: gateway → payments → payment-gateway, and orders beside.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TestDashboard dashboard;
    private ulong traces;

    private Shop(TestDashboard dashboard, StoppedClock clock) => (this.dashboard, Clock) = (dashboard, clock);

    public StoppedClock Clock { get; }

    public ResourceBoard Board => dashboard.Get<ResourceBoard>();

    public static async Task<Shop> OpenAsync()
    {
        var clock = new StoppedClock(600_000);
        return new Shop(await TestDashboard.StartAsync(TestDashboard.Options with { TimeProvider = clock }), clock);
    }

    /// <summary>A payment at that time; where the payment gateway answers 500, payments itself answers 402.</summary>
    /// <returns>The trace's number.</returns>
    public ulong Pay(double at, bool fails, int answers = 402, string path = "/v1/payments/confirm")
    {
        var trace = ++traces;
        Send("gateway", Server("POST", "/api/v1/payments/{**rest}", trace, 1, 0, at, 100, fails ? answers : 201));
        Send("gateway", Client(trace, 2, 1, at + 1, 98, 7001, "/api/v1/payments", fails ? answers : 201));
        Send("payments", Server("POST", "/api/v1/payments", trace, 3, 2, at + 2, 96, fails ? answers : 201));
        Send("payments", Client(trace, 4, 3, at + 10, 80, 7002, path, fails ? 500 : 200));
        var confirm = Span(
            "POST",
            trace,
            5,
            4,
            at + 20,
            60,
            SpanKind.Server,
            fails,
            ("http.request.method", "POST"),
            ("url.path", path),
            ("http.response.status_code", fails ? 500 : 200)
        );
        Send("payment-gateway", confirm);
        if (fails)
        {
            var log = Log("The payment gateway answered PROVIDER_ERROR to POST v1/payments/confirm.", at + 95, 13, trace, 3);
            Telemetry.Logs("payments", log).Send(dashboard.Get<ITelemetrySink>());
        }
        return trace;
    }

    public void Send(string service, params IEnumerable<Span> spans) =>
        Spans(service, spans).Send(dashboard.Get<ITelemetrySink>()).Malformed.ShouldBeFalse();

    public static Span Server(string method, string route, ulong trace, ulong id, ulong parent, double at, double took, int status) =>
        Span(
            $"{method} {route}",
            trace,
            id,
            parent,
            at,
            took,
            SpanKind.Server,
            status >= 500,
            ("http.request.method", method),
            ("http.route", route),
            ("http.response.status_code", status)
        );

    public static Span Client(ulong trace, ulong id, ulong parent, double at, double took, int port, string path, int status) =>
        Span(
            "POST",
            trace,
            id,
            parent,
            at,
            took,
            SpanKind.Client,
            status >= 400,
            ("http.request.method", "POST"),
            ("server.address", "localhost"),
            ("server.port", port),
            ("url.full", $"http://localhost:{port}{path}"),
            ("http.response.status_code", status)
        );

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await dashboard.Http.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    public async Task<IReadOnlyList<JsonNode>> FailuresAsync(string query = "") =>
        [.. (await GetAsync("/api/failures" + query))["items"]!.AsArray().OfType<JsonNode>()];

    public static double Milliseconds(double at) => Epoch.ToUnixTimeMilliseconds() + at;

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();
}
