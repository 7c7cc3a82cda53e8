using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Insight.Comparison;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Insight;

public class ComparisonTests
{
    private static Measurement Of(double count, double errors, double time) =>
        new(new("route", "ordering", "GET /orders"), count, errors, count / 60, time);

    [Theory]
    [InlineData(100, 0, 50, 100, 40, 50, "failing")]
    [InlineData(100, 40, 50, 100, 0, 50, "healed")]
    [InlineData(100, 0, 50, 100, 0, 120, "slower")]
    [InlineData(100, 0, 120, 100, 0, 50, "faster")]
    [InlineData(100, 1, 50, 100, 2, 55, "same")]
    [InlineData(5, 0, 50, 5, 0, 500, "same")]
    [InlineData(100, 0, 50, 300, 0, 50, "more")]
    [InlineData(300, 0, 50, 100, 0, 50, "fewer")]
    [InlineData(0, 0, 0, 100, 0, 50, "new")]
    [InlineData(100, 0, 50, 0, 0, 0, "gone")]
    public void What_chance_explains_is_the_same(
        double count,
        double errors,
        double time,
        double nowCount,
        double nowErrors,
        double nowTime,
        string verdict
    ) => Comparer.Windows([Of(count, errors, time)], [Of(nowCount, nowErrors, nowTime)]).ShouldHaveSingleItem().Verdict.ShouldBe(verdict);

    [Fact]
    public void A_slow_trace_is_explained_by_where_its_time_went()
    {
        var counted = new Counted();
        for (var trace = 1UL; trace <= 21; trace++)
        {
            Order(trace, slow: false, queries: 2);
        }
        Order(100, slow: true, queries: 14);

        var compared = TraceComparer.Compare(counted.Spans, counted.Peers, 100)!;

        (compared.Samples, compared.Route).ShouldBe((21, "POST /orders"));
        var gateway = compared.Differences[0];
        (gateway.Subject.Kind, gateway.Subject.Resource, gateway.Verdict).ShouldBe(("call", "pg:443", "slower"));
        gateway.Time.ShouldBe(1900, 0.1);
        var queries = compared.Differences.Single(one => one.Subject.System == "postgresql");
        (queries.Before!.Count, queries.After!.Count, queries.Count).ShouldBe((2, 14, 12));
        compared.Differences.ShouldNotContain(one => one.Subject.Kind == "work");

        void Order(ulong trace, bool slow, int queries)
        {
            var call = slow ? 2000 : 100;
            var at = trace * 1000.0;
            counted.Send(
                "ordering",
                [
                    Span(
                        "POST /orders",
                        trace,
                        1,
                        0,
                        at,
                        10 + queries + call,
                        SpanKind.Server,
                        false,
                        ("http.request.method", "POST"),
                        ("http.route", "/orders")
                    ),
                    .. Enumerable
                        .Range(0, queries)
                        .Select(query =>
                            Span(
                                "SELECT",
                                trace,
                                (ulong)query + 10,
                                1,
                                at + 1 + query,
                                1,
                                SpanKind.Client,
                                false,
                                ("db.system.name", "postgresql"),
                                ("server.address", "db")
                            )
                        ),
                    Span(
                        "POST",
                        trace,
                        2,
                        1,
                        at + 5 + queries,
                        call,
                        SpanKind.Client,
                        false,
                        ("server.address", (object)"pg"),
                        ("server.port", 443)
                    ),
                ]
            );
        }
    }

    [Fact]
    public void A_trace_alone_has_nothing_to_be_compared_with()
    {
        var counted = new Counted();
        counted.Send("ordering", Span("POST /orders", 1, 1));
        TraceComparer.Compare(counted.Spans, counted.Peers, 1)!.Samples.ShouldBe(0);
        TraceComparer.Compare(counted.Spans, counted.Peers, 2).ShouldBeNull();
    }
}
