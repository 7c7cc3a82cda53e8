using Dashboard.Tests.Otlp.Wire;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class SpanTreeTests
{
    [Fact]
    public void Rows_stand_in_the_order_of_the_waterfall_whatever_the_order_of_arrival()
    {
        var tree = new TraceShapes()
            .Send("ordering", Span("select", 1, 4, parent: 3, at: 21, took: 4, kind: SpanKind.Client))
            .Send("gateway", Span("call b", 1, 3, parent: 1, at: 20, took: 10), Span("call a", 1, 2, parent: 1, at: 10, took: 5))
            .Send("gateway", Span("GET /", 1, 1, at: 0, took: 50))
            .Tree();

        tree.Nodes.Select(TraceShapes.Id).ShouldBe([1UL, 2UL, 3UL, 4UL]);
        tree.Nodes.Select(node => node.Depth).ShouldBe([0, 1, 1, 2]);
        tree.Nodes[0].Descendants.ShouldBe(3);
        tree.Depth.ShouldBe(3);
        tree.MissingParents.ShouldBe(0);
    }

    [Fact]
    public void A_parent_that_never_came_is_missing_once_and_its_children_are_shown_nevertheless()
    {
        var tree = new TraceShapes()
            .Send(
                "gateway",
                Span("GET /", 1, 1, took: 50),
                Span("lost's first", 1, 3, parent: 9, at: 5),
                Span("lost's second", 1, 4, parent: 9, at: 7)
            )
            .Tree();

        tree.MissingParents.ShouldBe(1);
        tree.Nodes.Select(TraceShapes.Id).ShouldBe([1UL, 3UL, 4UL]);
        tree.Nodes.Select(node => node.IsOrphan).ShouldBe([false, true, true]);
        TraceShapes.Id(tree.Root!).ShouldBe(1UL);
    }

    [Fact]
    public void Without_a_root_there_is_none_made_up()
    {
        var tree = new TraceShapes().Send("payments", Span("confirm", 1, 2, parent: 1, at: 5)).Tree();

        tree.Root.ShouldBeNull();
        tree.Nodes.Count.ShouldBe(1);
    }

    [Fact]
    public void Circles_of_parents_are_cut_at_their_earliest_span_and_no_span_is_lost()
    {
        // 2 → 4 → 3 → 2, 5 hangs below the circle, 6 is its own parent.
        var tree = new TraceShapes()
            .Send(
                "a",
                Span("root", 1, 1, at: 0),
                Span("three", 1, 3, parent: 2, at: 3),
                Span("two", 1, 2, parent: 4, at: 2),
                Span("four", 1, 4, parent: 3, at: 4),
                Span("below", 1, 5, parent: 3, at: 1),
                Span("own parent", 1, 6, parent: 6, at: 9)
            )
            .Tree();

        tree.Cycles.ShouldBe(2);
        tree.Nodes.Select(TraceShapes.Id).Order().ShouldBe([1UL, 2UL, 3UL, 4UL, 5UL, 6UL]);
        tree.Tops.Select(TraceShapes.Id).ShouldBe([1UL, 2UL, 6UL]);
        tree.MissingParents.ShouldBe(0);
    }

    [Fact]
    public void A_span_that_an_exporter_sent_twice_is_there_once()
    {
        var span = Span("GET /", 1, 1);

        new TraceShapes().Send("a", span).Send("a", span).Tree().Nodes.Count.ShouldBe(1);
    }

    [Fact]
    public void A_chain_of_ten_thousand_spans_is_no_deeper_than_the_stack()
    {
        var spans = Enumerable
            .Range(1, 10_000)
            .Select(id => Span("step", 1, (ulong)id, parent: (ulong)id - 1, at: id, took: 30_000 - 2 * id));
        var reading = new TraceShapes().Send("a", spans).Read();

        reading.Tree.Depth.ShouldBe(10_000);
        reading.Tree.Nodes[0].Descendants.ShouldBe(9_999);
        reading.Tree.Nodes[^1].Critical.Count.ShouldBe(1);
    }
}
