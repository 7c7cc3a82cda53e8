using System.Text.Json.Nodes;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Resources;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Insight;

/// <summary>What is failing, since when, and why.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_payment_gateway_that_answers_500_is_one_sentence_with_a_trace_and_a_log_line()
    {
        await using var shop = await Shop.OpenAsync();
        for (var early = 0; early < 5; early++)
        {
            shop.Pay(at: early * 1000, fails: false);
        }
        var last = 0UL;
        shop.Clock.Milliseconds = 540_000;
        for (var failing = 0; failing < 12; failing++)
        {
            last = shop.Pay(at: 522_000 + (failing * 1000), fails: true);
        }

        var failure = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((string)failure["sentence"]!).ShouldBe(
            "POST /api/v1/payments fails: payments → payment-gateway POST /v1/payments/confirm answers 500, 12 of 12 since 00:08:42 UTC"
        );
        ((string)failure["severity"]!, (string)failure["state"]!).ShouldBe(("error", "failing"));
        ((long)failure["count"]!, (long)failure["total"]!).ShouldBe((12, 12));
        ((double)failure["firstSeen"]!).ShouldBe(Shop.Milliseconds(522_002), 0.01);
        ((double)failure["lastSeen"]!).ShouldBe(Shop.Milliseconds(533_002), 0.01);
        ((double)failure["lastSuccess"]!).ShouldBe(Shop.Milliseconds(4_002), 0.01);
        failure["entry"]!
            .ToJsonString()
            .ShouldBe("""{"resource":"payments","route":"POST /api/v1/payments","kind":"server","failed":true,"status":402}""");
        var cause = failure["cause"]!;
        ((string)cause["kind"]!, (string)cause["caller"]!, (string)cause["callee"]!, (int)cause["status"]!).ShouldBe(
            ("status", "payments", "payment-gateway", 500)
        );
        failure["path"]!.AsArray().Select(name => (string)name!).ShouldBe(["payments", "payment-gateway"]);
        ((string)failure["traceId"]!).ShouldBe(last.ToString("x32"));
        ((string)failure["spanId"]!).ShouldBe(5.ToString("x16"));
        ((string)failure["log"]!["message"]!).ShouldBe("The payment gateway answered PROVIDER_ERROR to POST v1/payments/confirm.");
        ((string)failure["log"]!["resource"]!).ShouldBe("payments");
    }

    [Fact]
    public async Task What_went_wrong_only_while_things_started_is_over_when_they_have_started()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Clock.Milliseconds = 525_000;
        shop.Board.Apply(new ResourceSnapshot("payment-gateway", "payment-gateway", "Project") { State = "Running", Health = "Healthy" });
        shop.Pay(at: 522_000, fails: true);

        ((string)(await shop.FailuresAsync()).ShouldHaveSingleItem()["state"]!).ShouldBe("recovered");

        shop.Clock.Milliseconds = 540_000;
        shop.Pay(at: 535_000, fails: true);
        ((string)(await shop.FailuresAsync()).ShouldHaveSingleItem()["state"]!).ShouldBe("failing");
    }

    [Fact]
    public async Task Only_the_requests_since_the_first_failure_are_the_total()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var (at, fails) in new[] { (500.0, false), (1000, true), (1200, false), (1300, true), (1400, false) })
        {
            shop.Pay(at, fails);
        }

        var failure = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((long)failure["count"]!, (long)failure["total"]!).ShouldBe((2, 4));
    }

    [Fact]
    public async Task What_goes_well_again_has_ended_and_what_fails_anew_begins_anew()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Clock.Milliseconds = 510_000;
        shop.Pay(500_000, fails: true);
        shop.Pay(501_000, fails: true);
        ((string)(await shop.FailuresAsync()).ShouldHaveSingleItem()["state"]!).ShouldBe("failing");

        shop.Clock.Milliseconds = 600_000;
        foreach (var at in new[] { 540_000, 550_000, 560_000 })
        {
            shop.Pay(at, fails: false);
        }
        var ended = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((string)ended["state"]!).ShouldBe("recovered");
        ((double)ended["lastSuccess"]!).ShouldBe(Shop.Milliseconds(560_002), 0.01);

        shop.Pay(590_000, fails: true);
        var anew = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((string)anew["state"]!, (long)anew["count"]!, (long)anew["total"]!).ShouldBe(("failing", 1, 1));
        ((double)anew["firstSeen"]!).ShouldBe(Shop.Milliseconds(590_002), 0.01);
    }

    [Fact]
    public async Task Nobody_asked_since_so_nobody_knows()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Pay(590_000, fails: true);
        shop.Clock.Milliseconds = 700_000;
        ((string)(await shop.FailuresAsync()).ShouldHaveSingleItem()["state"]!).ShouldBe("silent");
    }

    [Fact]
    public async Task Spans_that_come_late_put_the_failure_where_it_belongs()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Send("payment-gateway", Span("POST", 1, 5, 4, 590_020, 60, SpanKind.Server, true, ("http.response.status_code", 500)));
        ((string)(await shop.FailuresAsync()).ShouldHaveSingleItem()["entry"]!["resource"]!).ShouldBe("payment-gateway");

        shop.Send(
            "payments",
            Shop.Server("POST", "/api/v1/payments", 1, 3, 0, 590_002, 96, 503),
            Shop.Client(1, 4, 3, 590_010, 80, 7002, "/v1/payments/confirm", 500)
        );
        shop.Clock.Milliseconds += 2000;

        var failure = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((string)failure["entry"]!["route"]!).ShouldBe("POST /api/v1/payments");
        ((string)failure["cause"]!["operation"]!).ShouldBe("POST /v1/payments/confirm");
        ((long)failure["count"]!, (long)failure["total"]!).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Paths_that_differ_in_their_ids_only_are_one_failure()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Pay(500_000, fails: true, path: "/v1/payments/tk_8f3a1b2c3d4e5f/cancel");
        shop.Pay(501_000, fails: true, path: "/v1/payments/tk_00aa11bb22cc33/cancel");
        var failure = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        ((string)failure["cause"]!["operation"]!).ShouldBe("POST /v1/payments/{id}/cancel");
        ((long)failure["count"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_that_the_answer_hides_is_a_warning_and_comes_after_those_that_it_shows()
    {
        await using var shop = await Shop.OpenAsync();
        for (var hidden = 0; hidden < 5; hidden++)
        {
            shop.Pay(500_000 + hidden, fails: true, answers: 202);
        }
        shop.Send("catalog", Shop.Server("GET", "/api/v1/products", 99, 1, 0, 501_000, 5, 500));

        var failures = await shop.FailuresAsync();
        failures
            .Select(one => $"{one["severity"]} {one["entry"]!["resource"]} {one["entry"]!["failed"]}")
            .ShouldBe(["error catalog true", "warning payments false"]);
    }

    [Fact]
    public async Task A_message_that_cannot_be_processed_fails_by_itself_not_the_request_that_sent_it()
    {
        await using var shop = await Shop.OpenAsync();
        (string, object)[] topic = [("messaging.system", "kafka"), ("messaging.destination.name", "payments.events")];
        shop.Send(
            "payments",
            Shop.Server("POST", "/api/v1/payments", 1, 1, 0, 500_000, 10, 201),
            Span("send payments.events", 1, 2, 1, 500_001, 2, SpanKind.Producer, false, topic)
        );
        shop.Send(
            "ordering",
            Span(
                "process payments.events",
                1,
                3,
                2,
                500_100,
                30,
                SpanKind.Consumer,
                true,
                [.. topic, ("error.type", "System.InvalidOperationException")]
            )
        );

        var failure = (await shop.FailuresAsync()).ShouldHaveSingleItem();
        (string?[] parts, string kind) = (
            [(string?)failure["entry"]!["resource"], (string?)failure["entry"]!["route"], (string?)failure["cause"]!["errorType"]],
            (string)failure["entry"]!["kind"]!
        );
        parts.ShouldBe(["ordering", "payments.events", "System.InvalidOperationException"]);
        kind.ShouldBe("consumer");
    }

    [Theory]
    [InlineData("connection_error", "unreachable")]
    [InlineData("System.Net.Sockets.SocketException", "unreachable")]
    [InlineData("System.TimeoutException", "timeout")]
    [InlineData("Npgsql.PostgresException", "exception")]
    public async Task The_kind_of_failure_is_named(string errorType, string kind)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Send(
            "catalog",
            Shop.Server("GET", "/api/v1/products", 1, 1, 0, 500_000, 10, 500),
            Span(
                "SELECT",
                1,
                2,
                1,
                500_001,
                5,
                SpanKind.Client,
                true,
                ("db.system.name", "postgresql"),
                ("server.address", "db.example"),
                ("server.port", 5432),
                ("error.type", errorType)
            )
        );
        var cause = (await shop.FailuresAsync()).ShouldHaveSingleItem()["cause"]!;
        ((string)cause["kind"]!, (string)cause["callee"]!, (string)cause["operation"]!).ShouldBe((kind, "db.example:5432", "SELECT"));
    }

    [Fact]
    public async Task The_window_that_is_asked_for_is_the_one_that_is_told_of()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Pay(100_000, fails: true);
        shop.Pay(500_000, fails: true);

        (await shop.FailuresAsync($"?from={Shop.Milliseconds(0)}&to={Shop.Milliseconds(50_000)}")).ShouldBeEmpty();
        (
            (long)
                (await shop.FailuresAsync($"?from={Shop.Milliseconds(400_000)}&to={Shop.Milliseconds(600_000)}")).ShouldHaveSingleItem()[
                    "count"
                ]!
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_fails_where_nothing_came()
    {
        await using var shop = await Shop.OpenAsync();
        var overview = await shop.GetAsync("/api/overview");
        ((bool)overview["hasTelemetry"]!, overview["failures"]!.AsArray().Count).ShouldBe((false, 0));
        ((JsonArray)(await shop.GetAsync("/api/map"))["nodes"]!).ShouldBeEmpty();
    }
}
