using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Api.Traces;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class ClockSkewTests
{
    [Fact]
    public void A_callee_whose_clock_is_behind_is_moved_into_the_middle_of_the_call_and_its_children_with_it()
    {
        var reading = new TraceShapes()
            .Send(
                "gateway",
                Span("GET /", 1, 1, at: 1000, took: 100),
                Span("GET", 1, 2, parent: 1, at: 1010, took: 80, kind: SpanKind.Client)
            )
            .Send(
                "ordering",
                Span("GET /orders", 1, 3, parent: 2, at: 10, took: 60),
                Span("work", 1, 4, parent: 3, at: 20, took: 5, kind: SpanKind.Internal)
            )
            .Read();

        At(reading, 3).ShouldBe(1020);
        At(reading, 4).ShouldBe(1030);
        reading.Skew.Values.Single().ShouldBe(1010 * 1_000_000L);
        reading.Tree.Start.ShouldBe(Nanoseconds(1000));
    }

    [Fact]
    public void A_callee_whose_clock_is_ahead_is_moved_back()
    {
        var reading = new TraceShapes()
            .Send("storefront", Span("pay", 1, 1, at: 0, took: 100, kind: SpanKind.Client))
            .Send("gateway", Span("POST /pay", 1, 2, parent: 1, at: 5000, took: 40))
            .Read();

        At(reading, 2).ShouldBe(30);
    }

    [Fact]
    public void Work_that_goes_on_after_its_caller_is_no_fault_of_a_clock()
    {
        var reading = new TraceShapes()
            .Send(
                "ordering",
                Span("POST /orders", 1, 1, at: 0, took: 20),
                Span("send orders", 1, 2, parent: 1, at: 10, took: 1, kind: SpanKind.Producer)
            )
            .Send("channels", Span("process orders", 1, 3, parent: 2, at: 900, took: 40, kind: SpanKind.Consumer))
            .Read();

        reading.Skew.ShouldBeEmpty();
        At(reading, 3).ShouldBe(900);
    }

    [Fact]
    public void A_callee_that_tidies_up_after_its_answer_has_gone_out_stays_where_it_was()
    {
        var reading = new TraceShapes()
            .Send("payments", Span("POST", 1, 1, at: 0, took: 100, kind: SpanKind.Client))
            .Send("pg", Span("POST /confirm", 1, 2, parent: 1, at: 60, took: 90))
            .Read();

        reading.Skew.ShouldBeEmpty();
        At(reading, 2).ShouldBe(60);
    }

    [Fact]
    public void A_callee_that_outlived_a_call_that_gave_up_stays_where_it_was()
    {
        var reading = new TraceShapes()
            .Send("payments", Span("POST", 1, 1, at: 0, took: 100, kind: SpanKind.Client, error: true))
            .Send("pg", Span("POST /confirm", 1, 2, parent: 1, at: 60, took: 90))
            .Read();

        reading.Skew.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_call_to_the_same_sender_is_corrected_by_what_the_first_one_taught()
    {
        var reading = new TraceShapes()
            .Send(
                "gateway",
                Span("GET /", 1, 1, at: 1000, took: 100),
                Span("a", 1, 2, parent: 1, at: 1010, took: 20, kind: SpanKind.Client),
                Span("b", 1, 4, parent: 1, at: 1050, took: 40, kind: SpanKind.Client)
            )
            .Send("ordering", Span("a", 1, 3, parent: 2, at: 515, took: 10), Span("b", 1, 5, parent: 4, at: 555, took: 10))
            .Read();

        At(reading, 3).ShouldBe(1015);
        At(reading, 5).ShouldBe(1055);
    }

    private static double At(TraceReading reading, ulong id) => TraceShapes.Milliseconds(reading.Tree[id]!.Start);
}
