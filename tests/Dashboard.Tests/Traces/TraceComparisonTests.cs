using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Api.Traces;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class TraceComparisonTests
{
    [Fact]
    public void Work_is_booked_where_it_was_done_and_the_times_add_up_to_the_trace()
    {
        var work = new TraceShapes()
            .Send(
                "payments",
                Span("POST /pay", 1, 1, at: 0, took: 100),
                Span(
                    "POST",
                    1,
                    2,
                    parent: 1,
                    at: 10,
                    took: 60,
                    kind: SpanKind.Client,
                    attributes: [("server.address", "pg.example"), ("server.port", 443)]
                ),
                Span(
                    "select",
                    1,
                    3,
                    parent: 1,
                    at: 75,
                    took: 5,
                    kind: SpanKind.Client,
                    attributes: [("db.system.name", "postgresql"), ("server.address", "db")]
                )
            )
            .Read()
            .Work();

        work[new WorkGroup("pg.example:443", WorkType.Http)].ShouldBe(new WorkAmount(1, 60e6));
        work[new WorkGroup("db", WorkType.Database)].ShouldBe(new WorkAmount(1, 5e6));
        work.Values.Sum(amount => amount.Time).ShouldBe(100e6);
    }

    [Fact]
    public void What_took_longer_comes_first_and_many_more_spans_are_told_of_though_they_are_quick()
    {
        var pg = new WorkGroup("pg", WorkType.Http);
        var sql = new WorkGroup("postgres", WorkType.Database);
        var cache = new WorkGroup("redis", WorkType.Database);
        var usual = new Dictionary<WorkGroup, WorkAmount>
        {
            [pg] = new(1, 100e6),
            [sql] = new(2, 10e6),
            [cache] = new(3, 3e6),
        };
        var slow = new Dictionary<WorkGroup, WorkAmount>
        {
            [pg] = new(1, 2000e6),
            [sql] = new(14, 11e6),
            [cache] = new(4, 3e6),
        };

        var differences = TraceComparison.Compare(slow, usual);

        differences.Select(difference => difference.Group).ShouldBe([pg, sql]);
        differences[0].Time.ShouldBe(1900e6);
        (differences[1].Here.Count, differences[1].There.Count).ShouldBe((14, 2));
    }

    [Fact]
    public void Work_that_is_new_or_gone_is_a_difference_too()
    {
        var group = new WorkGroup("search", WorkType.Http);
        var some = new Dictionary<WorkGroup, WorkAmount> { [group] = new(1, 50e6) };
        var none = new Dictionary<WorkGroup, WorkAmount>();

        TraceComparison.Compare(some, none).Single().Time.ShouldBe(50e6);
        TraceComparison.Compare(none, some).Single().Time.ShouldBe(-50e6);
        TraceComparison.Compare(some, some).ShouldBeEmpty();
    }

    [Fact]
    public void The_median_counts_a_trace_that_lacks_the_work_with_none()
    {
        var group = new WorkGroup("a", WorkType.Other);
        var with = new Dictionary<WorkGroup, WorkAmount> { [group] = new(4, 8) };
        var without = new Dictionary<WorkGroup, WorkAmount>();

        TraceComparison.Median([with, without, without])[group].ShouldBe(default);
        TraceComparison.Median([with, with, without])[group].ShouldBe(new WorkAmount(4, 8));
    }
}
