using Platform.Dashboard.Insight.Comparison;

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
    public void A_trace_is_told_by_what_took_longer_and_what_is_more_than_usual_the_most_time_first()
    {
        var (gateway, queries) = (
            new ComparedSubject("call", "payment-gateway"),
            new ComparedSubject("call", "postgres", System: "postgresql")
        );
        var own = new ComparedSubject("work", "payments");

        var told = Comparer.Traces(
            [new(gateway, 1, 0, 0, 100), new(queries, 2, 0, 0, 2), new(own, 3, 0, 0, 10)],
            [new(gateway, 1, 0, 0, 2000), new(queries, 14, 0, 0, 14), new(own, 3, 0, 0, 11)],
            least: 20
        );

        told.Select(one => $"{one.Subject.Resource} {one.Verdict} {one.Time} {one.Count}")
            .ShouldBe(["payment-gateway slower 1900 0", "postgres more 12 12"]);
    }
}
