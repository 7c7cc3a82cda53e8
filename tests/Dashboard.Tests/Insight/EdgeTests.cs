using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Resources;
using static Dashboard.Tests.Otlp.Telemetry;
using Kind = Dashboard.Tests.Otlp.Wire.SpanKind;

namespace Dashboard.Tests.Insight;

/// <summary>A call is one call, whoever tells of it and in whatever order.</summary>
public class EdgeTests
{
    private readonly Counted counted = new();

    private static Span Call(ulong trace, ulong id, string? host = "localhost", int port = 5001, bool error = false, ulong parent = 0) =>
        Span(
            "POST",
            trace,
            id,
            parent,
            at: 10,
            took: 30,
            Kind.Client,
            error,
            host is null ? [] : [("server.address", host), ("server.port", port)]
        );

    private static Span Answer(ulong trace, ulong id, ulong parent, bool error = false) =>
        Span("POST /pay", trace, id, parent, at: 12, took: 20, Kind.Server, error, ("http.request.method", "POST"), ("http.route", "/pay"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_that_both_sides_tell_of_counts_once_whoever_comes_first(bool callerFirst)
    {
        if (callerFirst)
        {
            counted.Send("ordering", Call(1, 11));
        }
        counted.Send("payments", Answer(1, 12, parent: 11));
        if (!callerFirst)
        {
            counted.Send("ordering", Call(1, 11));
        }

        var edge = counted.Edges.ShouldHaveSingleItem();
        (edge.Caller, edge.Callee, edge.External, edge.Traffic.Count).ShouldBe(("ordering", "payments", false, 1));
        edge.Traffic.Mean.ShouldBe(30);
        counted.Route("payments", "POST /pay").Traffic.Mean.ShouldBe(20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_caller_that_gives_no_address_is_joined_with_who_answered(bool callerFirst)
    {
        if (callerFirst)
        {
            counted.Send("ordering", Call(1, 11, host: null, error: true));
        }
        counted.Send("payments", Answer(1, 12, parent: 11));
        if (!callerFirst)
        {
            counted.Send("ordering", Call(1, 11, host: null, error: true));
        }

        var edge = counted.Edges.ShouldHaveSingleItem();
        (edge.Caller, edge.Callee, edge.Traffic.Count, edge.Traffic.Errors).ShouldBe(("ordering", "payments", 1, 1));
        edge.Traffic.Mean.ShouldBe(30);
    }

    [Fact]
    public void A_call_that_only_the_caller_tells_of_goes_to_the_resource_at_that_address()
    {
        counted.Peers.Update(
            new ResourceSnapshot("postgres", "postgres", "Container") { Endpoints = [new("tcp", "tcp", "localhost", 5432, 40123)] }
        );
        counted.Send(
            "catalog",
            Span(
                "SELECT",
                1,
                1,
                0,
                0,
                2,
                Kind.Client,
                false,
                ("server.address", "127.0.0.1"),
                ("server.port", 5432),
                ("db.system.name", "postgresql"),
                ("db.namespace", "catalogdb")
            ),
            Span(
                "SELECT",
                1,
                2,
                0,
                0,
                4,
                Kind.Client,
                true,
                ("server.address", "::1"),
                ("server.port", 40123),
                ("db.system.name", "postgresql"),
                ("db.namespace", "catalogdb")
            )
        );

        var edge = counted.Edges.ShouldHaveSingleItem();
        (edge.Caller, edge.Callee, edge.System, edge.Database).ShouldBe(("catalog", "postgres", "postgresql", "catalogdb"));
        (edge.Traffic.Count, edge.Traffic.Errors).ShouldBe((2, 1));
        // It has no telemetry of its own: it is known by what its callers felt.
        counted.Insights.Query(new("postgres"), Counted.From, Counted.To).Count.ShouldBe(2);
    }

    [Fact]
    public void A_call_to_an_address_that_nobody_knows_is_external_until_a_trace_teaches_whose_it_is()
    {
        counted.Send("ordering", Call(1, 11), Call(2, 21));
        counted
            .Edges.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(edge => edge.Callee.ShouldBe("localhost:5001"), edge => edge.External.ShouldBeTrue());

        counted.Send("payments", Answer(1, 12, parent: 11));

        var edge = counted.Edges.ShouldHaveSingleItem();
        (edge.Callee, edge.External, edge.Traffic.Count).ShouldBe(("payments", false, 2));
    }

    [Fact]
    public void An_answer_whose_caller_never_tells_has_a_route_and_no_edge()
    {
        counted.Send("payments", Answer(1, 12, parent: 99));

        counted.Edges.ShouldBeEmpty();
        counted.Route("payments", "POST /pay").Traffic.Count.ShouldBe(1);
    }

    [Fact]
    public void Messages_run_through_their_topic()
    {
        counted.Peers.Update(
            new ResourceSnapshot("kafka", "kafka", "Container") { Endpoints = [new("tcp", "tcp", "localhost", 9092, null)] }
        );
        (string, object)[] topic =
        [
            ("messaging.system", "kafka"),
            ("messaging.destination.name", "payments.events"),
            ("server.address", "localhost"),
            ("server.port", 9092),
        ];
        counted.Send("payments", Span("send payments.events", 1, 1, 0, 0, 3, Kind.Producer, false, topic));
        counted.Send("ordering", Span("process payments.events", 1, 2, 1, 9, 5, Kind.Consumer, true, topic));
        counted.Send("channels", Span("process payments.events", 1, 3, 1, 9, 5, Kind.Consumer, false, topic));

        counted
            .Edges.Select(edge => $"{edge.Caller} {edge.Kind} {edge.Callee}: {edge.Traffic.Errors} of {edge.Traffic.Count}")
            .ShouldBe(
                [
                    "payments produce payments.events: 0 of 1",
                    "payments.events consume ordering: 1 of 1",
                    "payments.events consume channels: 0 of 1",
                ],
                ignoreOrder: true
            );
        counted.Route("ordering", "payments.events").Kind.ShouldBe("consumer");
    }

    [Theory]
    [InlineData("error.type", "System.TimeoutException")]
    [InlineData("error.type", "System.Threading.Tasks.TaskCanceledException")]
    [InlineData("http.response.status_code", 504)]
    public void A_call_that_took_too_long_for_its_caller_is_a_timeout(string attribute, object value)
    {
        var call = Call(1, 11, error: true);
        call.Attributes.Add(Attribute((attribute, value)));
        counted.Send("ordering", call, Call(2, 21));

        counted.Edges.ShouldHaveSingleItem().Traffic.Timeouts.ShouldBe(1);
    }
}
