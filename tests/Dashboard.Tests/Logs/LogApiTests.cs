using System.Net;
using System.Text.Json;
using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Otlp;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.StructuredLogs;

public class LogApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_come_first_with_their_message_filled_in()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(
            dashboard,
            Log("started", at: 0),
            Log(
                "Order {Id} of {Total:C} kept {{braces}} and {Unknown}",
                at: 10,
                severity: 17,
                trace: 1,
                span: 2,
                attributes:
                [
                    ("Id", 42),
                    ("Total", 9.5),
                    ("{OriginalFormat}", "Order {Id} of {Total:C} kept {{braces}} and {Unknown}"),
                    ("exception.type", "System.Oops"),
                ]
            )
        );

        var items = Items(await Get(dashboard, "/api/logs"));

        items.Select(item => item.GetProperty("level").GetString()).ShouldBe(["error", "info"]);
        items[0].GetProperty("message").GetString().ShouldBe("Order 42 of 9.5 kept {braces} and {Unknown}");
        items[0].GetProperty("hasException").GetBoolean().ShouldBeTrue();
        items[0].GetProperty("traceId").GetString().ShouldBe($"{1:x32}");
        items[1].GetProperty("traceId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("level=warn", 2)]
    [InlineData("level=information", 3)]
    [InlineData("resource=ordering", 4)]
    [InlineData("resource=gateway", 0)]
    [InlineData("trace=00000000000000000000000000000001", 2)]
    [InlineData("trace=00000000000000000000000000000001&span=0000000000000003", 1)]
    [InlineData("q=disk", 1)]
    public async Task Filters_keep_the_records_that_they_say(string query, int expected)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(
            dashboard,
            Log("debugging", severity: 5),
            Log("info", severity: 9, trace: 1, span: 2),
            Log("the disk is full", severity: 13, trace: 1, span: 3),
            Log("failed", severity: 17)
        );

        Items(await Get(dashboard, "/api/logs?" + query)).Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Paging_back_and_following_meet_without_a_gap()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, Enumerable.Range(1, 25).Select(number => Log($"line {number}", at: number)));
        var first = await Get(dashboard, "/api/logs?limit=10");
        Send(dashboard, Enumerable.Range(26, 5).Select(number => Log($"line {number}", at: number)));

        var followed = await Get(dashboard, $"/api/logs?since={first.GetProperty("newest")}");
        var second = await Get(dashboard, $"/api/logs?limit=10&after={first.GetProperty("next")}");
        var third = await Get(dashboard, $"/api/logs?limit=10&after={second.GetProperty("next")}");

        Items(followed)
            .Concat(Items(first))
            .Concat(Items(second))
            .Concat(Items(third))
            .Select(item => item.GetProperty("message").GetString())
            .ShouldBe(Enumerable.Range(1, 30).Reverse().Select(number => $"line {number}"));
        third.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        followed.GetProperty("gap").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Who_follows_too_slowly_is_told_of_the_gap()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, Enumerable.Range(1, 25).Select(number => Log($"line {number}", at: number)));

        (await Get(dashboard, "/api/logs?since=5&limit=10")).GetProperty("gap").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_since_is_counted_and_its_errors_by_resource()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, Log("seen", severity: 17));
        var seen = (await Get(dashboard, "/api/logs/new")).GetProperty("newest");
        Send(dashboard, Log("a"), Log("b", severity: 17), Log("c", severity: 21));

        var news = await Get(dashboard, $"/api/logs/new?since={seen}");

        news.GetProperty("count").GetInt32().ShouldBe(3);
        news.GetProperty("errors").GetProperty("ordering").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_histogram_counts_each_record_once_in_its_bar()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Send(dashboard, Enumerable.Range(0, 100).Select(number => Log("line", at: number, severity: number % 10 == 0 ? 17 : 9)));

        var from = Epoch.ToUnixTimeMilliseconds();
        var levels = await Get(dashboard, $"/api/logs/levels?from={from}&to={from + 100}&bars=10");
        var all = await Get(dashboard, "/api/logs/levels?bars=10");

        levels.GetProperty("total").GetInt32().ShouldBe(100);
        Series(levels, "info").ShouldBe(Enumerable.Repeat(9, 10));
        Series(levels, "error").ShouldBe(Enumerable.Repeat(1, 10));
        Series(all, "info").Sum().ShouldBe(90);
    }

    [Fact]
    public async Task Details_have_attributes_exception_scope_and_the_span_that_it_was_written_in()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Spans("ordering", Span("POST /orders", 1, 2)).Send(dashboard.Get<ITelemetrySink>());
        Send(
            dashboard,
            Log(
                "Order 42 failed",
                severity: 17,
                trace: 1,
                span: 2,
                attributes:
                [
                    ("Id", 42),
                    ("{OriginalFormat}", "Order {Id} failed"),
                    ("exception.type", "System.Oops"),
                    ("exception.stacktrace", "at Here()"),
                ]
            )
        );
        var id = Items(await Get(dashboard, "/api/logs"))[0].GetProperty("id");

        var details = await Get(dashboard, $"/api/logs/{id}");

        details.GetProperty("span").GetString().ShouldBe("POST /orders");
        details.GetProperty("template").GetString().ShouldBe("Order {Id} failed");
        details.GetProperty("exception").GetProperty("stackTrace").GetString().ShouldBe("at Here()");
        details.GetProperty("scope").GetProperty("name").GetString().ShouldBe("tests");
        details.GetProperty("instance").GetString().ShouldBe("ordering-1");
        var attribute = details.GetProperty("attributes")[0];
        (attribute.GetProperty("key").GetString(), attribute.GetProperty("kind").GetString()).ShouldBe(("Id", "integer"));
    }

    [Theory]
    [InlineData("/api/logs/4711", HttpStatusCode.NotFound, "4711")]
    [InlineData("/api/logs?level=loud", HttpStatusCode.BadRequest, "level is trace")]
    [InlineData("/api/logs?trace=xyz", HttpStatusCode.BadRequest, "32 hexadecimal digits")]
    public async Task What_is_not_there_or_not_understood_is_said(string path, HttpStatusCode status, string says)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        var answer = await dashboard.Http.GetAsync(path, Cancel);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(says);
    }

    private static void Send(TestDashboard dashboard, params IEnumerable<LogRecord> records) =>
        Telemetry.Logs("ordering", records).Send(dashboard.Get<ITelemetrySink>()).Rejected.ShouldBe(0);

    private static async Task<JsonElement> Get(TestDashboard dashboard, string path)
    {
        var answer = await dashboard.Http.GetAsync(path, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static IEnumerable<int> Series(JsonElement levels, string level) =>
        levels
            .GetProperty("series")
            .EnumerateArray()
            .First(series => series.GetProperty("level").GetString() == level)
            .GetProperty("counts")
            .EnumerateArray()
            .Select(count => count.GetInt32());
}
