using Platform.Dashboard.Insight;
using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Tests.Objectives;

public sealed class ObjectiveReaderTests
{
    private const long Second = 1_000_000_000;
    private const long Now = 1_767_225_600L * Second;
    private readonly ToldTraffic traffic = new();

    [Theory]
    [InlineData(250, "kept")]
    [InlineData(450, "warning")]
    [InlineData(650, "broken")]
    public void It_is_kept_warned_of_or_broken(double mean, string state)
    {
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = 100, Mean = mean };

        Read(new ObjectiveDefinition("mean", new Subject("shop"), "mean", 500) { Warning = 300 }).State.ShouldBe(state);
    }

    [Fact]
    public void Too_few_requests_judge_nothing()
    {
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = 19, Mean = 1000 };

        Read(new ObjectiveDefinition("mean", new Subject("shop"), "mean", 500)).State.ShouldBe("unknown");
    }

    [Fact]
    public void An_error_budget_is_what_may_fail()
    {
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = 10_000, Errors = 5 };

        var status = Read(new ObjectiveDefinition("errors", new Subject("shop"), "errorShare", 0.001));

        status.Budget.Allowed.ShouldBe(10, 1e-9);
        status.Budget.Spent!.Value.ShouldBe(0.5, 1e-9);
        status.Burn.Hour1!.Value.ShouldBe(0.5, 1e-9);
        status.Burn.Fast.ShouldBeFalse();
    }

    [Fact]
    public void Moments_beyond_the_limit_spend_the_budget_of_a_duration()
    {
        traffic.Answer = (_, from, to) =>
            new TrafficWindow(from, to)
            {
                Count = 1000,
                P99 = 400,
                Points = [Point(to - (20 * Second), 990, 400), Point(to - (10 * Second), 10, 900)],
            };

        var status = Read(new ObjectiveDefinition("p99", new Subject("shop"), "p99", 500) { Target = 0.99 });

        status.State.ShouldBe("kept");
        status.Budget.Bad.ShouldBe(10);
        status.Budget.Spent!.Value.ShouldBe(1, 1e-9);
        status.Spark.Values.Max().ShouldBe(900);
    }

    [Fact]
    public void A_budget_that_goes_fast_in_the_short_and_the_long_window_burns()
    {
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = 1000, Errors = 20 };

        var burn = Read(new ObjectiveDefinition("errors", new Subject("shop"), "errorShare", 0.001)).Burn;

        burn.Minutes5!.Value.ShouldBe(20, 1e-9);
        burn.Fast.ShouldBeTrue();
        burn.Slow.ShouldBeTrue();
    }

    private static TrafficPoint Point(long start, long count, double p99) => new(start, 5, count, 0, p99 / 2, p99 / 2, p99, p99);

    private ObjectiveStatus Read(ObjectiveDefinition objective) =>
        new ObjectiveReader(new SubjectTraffic(traffic)).Read(objective, Now - (3600 * Second), Now, Now);
}
