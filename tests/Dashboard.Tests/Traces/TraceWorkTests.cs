using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Api.Traces;
using Platform.Dashboard.Insight.Comparison;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class TraceWorkTests
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

        work.Single(one => one.Subject == Of("pg.example:443", "http")).Time.ShouldBe(60);
        work.Single(one => one.Subject == Of("db:5432", "sql")).Time.ShouldBe(5);
        work.Sum(one => one.Time).ShouldBe(100, 1e-9);
    }

    [Fact]
    public void What_took_longer_comes_first_and_many_more_spans_are_told_of_though_they_are_quick()
    {
        Measurement[] usual =
        [
            new(Of("pg", "http"), 1, 0, 0, 100),
            new(Of("postgres", "db"), 2, 0, 0, 10),
            new(Of("redis", "db"), 3, 0, 0, 3),
        ];
        Measurement[] slow =
        [
            new(Of("pg", "http"), 1, 0, 0, 2000),
            new(Of("postgres", "db"), 14, 0, 0, 11),
            new(Of("redis", "db"), 4, 0, 0, 3),
        ];

        var differences = TraceWork.Compare(usual, slow);

        differences.Select(difference => difference.Subject.Resource).ShouldBe(["pg", "postgres"]);
        differences[0].Time.ShouldBe(1900);
        (differences[1].After!.Count, differences[1].Before!.Count).ShouldBe((14, 2));
    }

    [Fact]
    public void Work_that_is_new_or_gone_is_a_difference_too_and_none_is_none()
    {
        Measurement[] some = [new(Of("search", "http"), 1, 0, 0, 50)];

        TraceWork.Compare([], some).Single().Time.ShouldBe(50);
        TraceWork.Compare(some, []).Single().Time.ShouldBe(-50);
        TraceWork.Compare(some, some).ShouldBeEmpty();
    }

    [Fact]
    public void The_median_counts_a_trace_that_lacks_the_work_with_none()
    {
        IReadOnlyList<Measurement> with = [new(Of("a", "other"), 4, 0, 0, 8)];

        TraceWork.Median([with, [], []]).Single().Time.ShouldBe(0);
        TraceWork.Median([with, with, []]).Single().ShouldBe(with[0]);
    }

    private static ComparedSubject Of(string resource, string type) => new("work", resource, System: type);
}
