using System.Net;
using System.Text.Json;
using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Otlp;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class TraceApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_has_a_row_a_trace_with_its_resources_and_their_errors_newest_first()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Order(dashboard, trace: 1, at: 0, fails: false);
        Order(dashboard, trace: 2, at: 1000, fails: true);
        Send(dashboard, "worker", Span("lost", 3, 31, parent: 30, at: 2000));

        var page = await Get(dashboard, "/api/traces");

        page.GetProperty("total").GetInt32().ShouldBe(3);
        var rows = page.GetProperty("items").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("status").GetString()).ShouldBe(["ok", "error", "ok"]);
        rows[0].GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        rows[1].GetProperty("name").GetString().ShouldBe("POST /orders");
        rows[1].GetProperty("duration").GetDouble().ShouldBe(100);
        rows[1].GetProperty("start").GetDouble().ShouldBe(Epoch.ToUnixTimeMilliseconds() + 1000);
        rows[1]
            .GetProperty("resources")
            .EnumerateArray()
            .Select(each => $"{each.GetProperty("name")} {each.GetProperty("spans")} {each.GetProperty("errors")}")
            .ShouldBe(["gateway 2 2", "payments 2 2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("status=error", "2")]
    [InlineData("status=ok", "1,3")]
    [InlineData("resource=payments", "1,2")]
    [InlineData("resource=payments,worker", "")]
    [InlineData("route=POST%20/orders&resource=gateway", "1,2")]
    [InlineData("route=POST%20/orders&resource=worker", "")]
    [InlineData("edge=gateway→payments", "1,2")]
    [InlineData("edge=payments->pg.example:443", "1,2")]
    [InlineData("edge=payments→gateway", "")]
    [InlineData("edge=worker→files", "3")]
    [InlineData("edge=files→worker", "4")]
    [InlineData("type=messaging", "3,4")]
    [InlineData("type=http,messaging", "1,2,3,4")]
    [InlineData("min=50", "1,2")]
    [InlineData("max=50", "3,4")]
    [InlineData("q=confirm", "1,2")]
    [InlineData("q=type:messaging", "3,4")]
    [InlineData("q=type:cloud", "")]
    public async Task Filters_keep_the_traces_that_they_say(string query, string expected)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Order(dashboard, trace: 1, at: 0, fails: false);
        Order(dashboard, trace: 2, at: 1000, fails: true);
        Send(
            dashboard,
            "worker",
            Span(
                "send files",
                3,
                31,
                at: 2000,
                kind: SpanKind.Producer,
                attributes: [("messaging.system", "kafka"), ("messaging.destination.name", "files")]
            )
        );
        if (!query.StartsWith("status", StringComparison.Ordinal))
        {
            Send(
                dashboard,
                "worker",
                Span(
                    "process files",
                    4,
                    41,
                    at: 2010,
                    kind: SpanKind.Consumer,
                    attributes: [("messaging.system", "kafka"), ("messaging.destination.name", "files")]
                )
            );
        }

        var page = await Get(dashboard, "/api/traces?" + query);

        Numbers(page).Order().ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, "a", Enumerable.Range(1, 25).Select(number => Span("GET /", (ulong)number, (ulong)number, at: number)));

        var seen = new List<int>();
        string? next = null;
        do
        {
            var page = await Get(dashboard, "/api/traces?limit=10" + (next is null ? "" : $"&after={next}"));
            seen.AddRange(Numbers(page));
            next = page.GetProperty("next").GetString();
        } while (next is not null);

        seen.ShouldBe(Enumerable.Range(1, 25).Reverse());
    }

    [Fact]
    public async Task A_thinned_out_scatter_says_so_and_keeps_errors_and_the_slowest()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(
            dashboard,
            "a",
            Enumerable
                .Range(1, 1000)
                .Select(number => Span("GET /", (ulong)number, 1, at: number, took: number == 700 ? 9000 : 5, error: number is 3 or 500))
        );

        var points = await Get(dashboard, "/api/traces/points?limit=100");

        points.GetProperty("sampled").GetBoolean().ShouldBeTrue();
        points.GetProperty("total").GetInt32().ShouldBe(1000);
        var numbers = Numbers(points);
        numbers.Count.ShouldBe(100);
        numbers.ShouldBeSubsetOf(Enumerable.Range(1, 1000));
        new[] { 3, 500, 700 }.ShouldBeSubsetOf(numbers);
    }

    [Fact]
    public async Task A_trace_opens_at_its_deepest_failing_span_with_logs_queries_and_what_was_unusual()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        for (var trace = 1; trace <= 5; trace++)
        {
            Order(dashboard, (ulong)trace, at: trace * 1000, fails: false);
        }
        Order(dashboard, trace: 9, at: 9000, fails: true, slow: 1900);
        Telemetry.Logs("payments", Log("PG refused", at: 9050, severity: 17, trace: 9, span: 93)).Send(dashboard.Get<ITelemetrySink>());

        var trace9 = await Get(dashboard, $"/api/traces/{9:x32}");

        trace9.GetProperty("focus").GetString().ShouldBe($"{94:x16}");
        trace9.GetProperty("logs").GetInt32().ShouldBe(1);
        trace9.GetProperty("depth").GetInt32().ShouldBe(4);
        var spans = trace9.GetProperty("spans").EnumerateArray().ToList();
        spans[2].GetProperty("logs").EnumerateArray().Last().GetDouble().ShouldBe(17);
        spans[3].GetProperty("peer").GetString().ShouldBe("pg.example:443");
        var comparison = trace9.GetProperty("comparison");
        comparison.GetProperty("traces").GetInt32().ShouldBe(5);
        comparison.GetProperty("difference").GetDouble().ShouldBe(1900);
        var first = comparison.GetProperty("groups")[0];
        first.GetProperty("resource").GetString().ShouldBe("pg.example:443");
        first.GetProperty("time").GetDouble().ShouldBe(1900);
    }

    [Fact]
    public async Task Statements_are_listed_once_with_how_often_they_were_sent()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        (string, object)[] sql =
        [
            ("db.system.name", "postgresql"),
            ("db.query.text", "select * from items where id = $1"),
            ("server.address", "db"),
        ];
        Send(
            dashboard,
            "ordering",
            Enumerable
                .Range(2, 14)
                .Select(id => Span("select", 1, (ulong)id, parent: 1, at: id, took: id, kind: SpanKind.Client, attributes: sql))
                .Prepend(Span("GET /orders", 1, 1, took: 100))
        );

        var query = (await Get(dashboard, $"/api/traces/{1:x32}")).GetProperty("queries").EnumerateArray().Single();

        query.GetProperty("count").GetInt32().ShouldBe(14);
        query.GetProperty("slowest").GetDouble().ShouldBe(15);
        query.GetProperty("longest").GetString().ShouldBe($"{15:x16}");
        query.GetProperty("text").GetString().ShouldBe("select * from items where id = $1");
    }

    [Fact]
    public async Task Links_lead_to_the_other_trace_and_back()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, "ordering", Span("send orders", 1, 11, kind: SpanKind.Producer));
        var batch = Span("process orders", 2, 21, at: 50, kind: SpanKind.Consumer);
        batch.Links.Add(new SpanLink { TraceId = TraceId(1), SpanId = SpanId(11) });
        batch.Links.Add(new SpanLink { TraceId = TraceId(77), SpanId = SpanId(78) });
        Send(dashboard, "channels", batch);

        var consumer = await Get(dashboard, $"/api/traces/{2:x32}/spans/{21:x16}");
        var producer = await Get(dashboard, $"/api/traces/{1:x32}/spans/{11:x16}");

        var links = consumer.GetProperty("links").EnumerateArray().ToList();
        links.Select(link => link.GetProperty("name").GetString()).ShouldBe(["send orders", null]);
        producer.GetProperty("backlinks").EnumerateArray().Single().GetProperty("traceId").GetString().ShouldBe($"{2:x32}");
        var row = (await Get(dashboard, $"/api/traces/{1:x32}")).GetProperty("spans")[0];
        row.GetProperty("backlinks").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_id_that_somebody_pasted_is_found_however_it_was_written()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, "a", Span("GET /", 0xabc, 0xdef));

        (await Get(dashboard, $"/api/traces/find?id={0xabc:X32}")).GetProperty("traceId").GetString().ShouldBe($"{0xabc:x32}");
        (await Get(dashboard, $"/api/traces/find?id=%20{0xdef:x16}%20")).GetProperty("spanId").GetString().ShouldBe($"{0xdef:x16}");
        (await dashboard.Http.GetAsync($"/api/traces/find?id={1:x32}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await dashboard.Http.GetAsync("/api/traces/find?id=order-12", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Skewed_and_incomplete_traces_say_so()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, "gateway", Span("GET /", 1, 1, at: 1000, took: 100, kind: SpanKind.Client));
        Send(dashboard, "ordering", Span("GET /orders", 1, 2, parent: 1, at: 0, took: 60), Span("orphan", 1, 3, parent: 99, at: 10));

        var trace = await Get(dashboard, $"/api/traces/{1:x32}");

        trace.GetProperty("missingParents").GetInt32().ShouldBe(1);
        trace.GetProperty("skew")[0].GetProperty("resource").GetString().ShouldBe("ordering");
        trace.GetProperty("skew")[0].GetProperty("shift").GetDouble().ShouldBe(1020);
        trace.GetProperty("spans").EnumerateArray().Last().GetProperty("orphan").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Ten_thousand_spans_come_in_one_answer()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(
            dashboard,
            "a",
            Enumerable
                .Range(1, 10_000)
                .Select(id => Span("work", 1, (ulong)id, parent: (ulong)(id / 2), at: id / 100.0, took: 200, kind: SpanKind.Internal))
        );

        var trace = await Get(dashboard, $"/api/traces/{1:x32}");

        trace.GetProperty("spans").GetArrayLength().ShouldBe(10_000);
        trace.GetProperty("spans")[0].GetProperty("descendants").GetInt32().ShouldBe(9_999);
    }

    [Theory]
    [InlineData("/api/traces?type=letters", "type is http")]
    [InlineData("/api/traces?status=sad", "status is")]
    [InlineData("/api/traces?edge=nowhere", "edge is")]
    public async Task What_is_not_understood_is_answered_with_what_would_be(string path, string says)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        var answer = await dashboard.Http.GetAsync(path, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(says);
    }

    [Fact]
    public async Task Clearing_the_store_clears_the_list()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, "a", Span("GET /", 1, 1));
        Send(dashboard, "b", Span("GET /", 2, 2));
        Numbers(await Get(dashboard, "/api/traces")).Count.ShouldBe(2);

        dashboard.Get<Platform.Dashboard.Store.SpanStore>().Clear("a");

        Numbers(await Get(dashboard, "/api/traces")).ShouldBe([2]);
    }

    /// <summary>gateway → payments → PG, the last without spans of its own.</summary>
    private static void Order(TestDashboard dashboard, ulong trace, double at, bool fails, double slow = 0)
    {
        Send(
            dashboard,
            "gateway",
            Span(
                "POST /orders",
                trace,
                trace * 10 + 1,
                at: at,
                took: 100 + slow,
                error: fails,
                attributes: [("http.route", "/orders"), ("http.request.method", "POST")]
            ),
            Span("POST", trace, trace * 10 + 2, parent: trace * 10 + 1, at: at + 10, took: 80 + slow, kind: SpanKind.Client, error: fails)
        );
        Send(
            dashboard,
            "payments",
            Span("POST /pay", trace, trace * 10 + 3, parent: trace * 10 + 2, at: at + 20, took: 60 + slow, error: fails),
            Span(
                "POST confirm",
                trace,
                trace * 10 + 4,
                parent: trace * 10 + 3,
                at: at + 30,
                took: 40 + slow,
                kind: SpanKind.Client,
                error: fails,
                attributes: [("server.address", "pg.example"), ("server.port", 443), ("http.response.status_code", fails ? 500 : 200)]
            )
        );
    }

    private static void Send(TestDashboard dashboard, string service, params IEnumerable<Span> spans) =>
        Spans(service, spans).Send(dashboard.Get<ITelemetrySink>()).Rejected.ShouldBe(0);

    private static async Task<JsonElement> Get(TestDashboard dashboard, string path)
    {
        var answer = await dashboard.Http.GetAsync(path, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static List<int> Numbers(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => Convert.ToInt32(item.GetProperty("id").GetString(), 16))];
}
