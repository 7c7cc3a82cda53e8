using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Api.Traces;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class CriticalPathTests
{
    [Fact]
    public void Self_time_is_what_no_child_covers_and_children_side_by_side_count_once()
    {
        var reading = new TraceShapes()
            .Send(
                "a",
                Span("root", 1, 1, at: 0, took: 100),
                Span("one", 1, 2, parent: 1, at: 10, took: 30),
                Span("beside it", 1, 3, parent: 1, at: 20, took: 30),
                Span("goes on", 1, 4, parent: 1, at: 90, took: 50)
            )
            .Read();

        reading.Tree[1]!.SelfTime.ShouldBe(50 * 1_000_000);
        reading.Tree[4]!.SelfTime.ShouldBe(50 * 1_000_000);
    }

    [Fact]
    public void Of_work_side_by_side_only_what_ended_last_is_on_the_critical_path()
    {
        var reading = new TraceShapes()
            .Send(
                "a",
                Span("root", 1, 1, at: 0, took: 100),
                Span("quick", 1, 2, parent: 1, at: 10, took: 20),
                Span("slow", 1, 3, parent: 1, at: 10, took: 70),
                Span("its query", 1, 4, parent: 3, at: 30, took: 40)
            )
            .Read();

        Stretches(reading, 1).ShouldBe([(80, 100), (0, 10)]);
        Stretches(reading, 2).ShouldBeEmpty();
        Stretches(reading, 3).ShouldBe([(70, 80), (10, 30)]);
        Stretches(reading, 4).ShouldBe([(30, 70)]);
    }

    [Fact]
    public void Nobody_waits_for_a_consumer()
    {
        var reading = new TraceShapes()
            .Send("a", Span("root", 1, 1, at: 0, took: 100), Span("send", 1, 2, parent: 1, at: 10, took: 5, kind: SpanKind.Producer))
            .Send("b", Span("process", 1, 3, parent: 2, at: 12, took: 2, kind: SpanKind.Consumer))
            .Read();

        Stretches(reading, 3).ShouldBeEmpty();
    }

    [Fact]
    public void The_stretches_add_up_to_the_root_duration_whatever_the_shape()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var spans = new List<Span> { Span("root", 1, 1, at: 0, took: 1000) };
            for (ulong id = 2; id <= 60; id++)
            {
                spans.Add(
                    Span(
                        "s",
                        1,
                        id,
                        parent: (ulong)random.NextInt64(1, (long)id),
                        at: random.Next(0, 900),
                        took: random.Next(1, 400),
                        kind: SpanKind.Internal
                    )
                );
            }
            var reading = new TraceShapes().Send("a", spans).Read();
            var path = reading.Tree.Nodes.SelectMany(node => node.Critical).ToList();

            path.Sum(part => part.To - part.From).ShouldBe(1000 * 1_000_000L);
            reading.Tree.Nodes.ShouldAllBe(node => node.SelfTime >= 0 && node.SelfTime <= node.Row.Duration);
        }
    }

    [Theory]
    [InlineData("the deepest of a chain", 3UL, "1-0,2-1,3-2")]
    [InlineData("the last attempt of three", 5UL, "1-0,3-1,4-1,5-1")]
    [InlineData("not what was handled but what reached the root", 2UL, "1-0,2-1,!3-1,4-3,5-4")]
    public void A_failed_trace_opens_at_its_cause(string because, ulong expected, string failing)
    {
        _ = because;
        var spans = failing
            .Split(',')
            .Select(part => part.Trim('!').Split('-').Select(ulong.Parse).ToArray())
            .Select(ids => Span("s", 1, ids[0], parent: ids[1], at: ids[0], took: 100, error: !failing.Contains($"!{ids[0]}-")));
        // What reaches the root goes through errors only: 3 of the last case is fine, so that what is below it was handled.
        var tree = new TraceShapes().Send("a", spans).Tree();

        TraceShapes.Id(FailureFocus.Find(tree)!).ShouldBe(expected);
    }

    [Fact]
    public void A_trace_without_errors_has_no_focus() =>
        FailureFocus.Find(new TraceShapes().Send("a", Span("s", 1, 1)).Tree()).ShouldBeNull();

    private static List<(double, double)> Stretches(TraceReading reading, ulong id) =>
        [.. reading.Tree[id]!.Critical.Select(part => (TraceShapes.Milliseconds(part.From), TraceShapes.Milliseconds(part.To)))];
}
