using Platform.Dashboard.Insight;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Tests.Objectives;

public sealed class AlarmTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private readonly ToldTraffic traffic = new();
    private readonly DownWatch down = new();
    private readonly ToldMachine machine = new();
    private readonly List<Alarm> told = [];
    private readonly AlarmLog log = new();
    private DateTimeOffset now = ManualTime.Epoch;

    [Fact]
    public void It_fires_when_it_has_held_as_long_as_declared_and_not_a_moment_sooner()
    {
        var evaluator = Of(Errors(FiveMinutes));
        Answer(count: 100, errors: 5);

        evaluator.Evaluate(now);
        At(FiveMinutes - TimeSpan.FromMilliseconds(1), evaluator);
        told.ShouldBeEmpty();
        evaluator.Pending().ShouldHaveSingleItem().Due.ShouldBe(ManualTime.Epoch + FiveMinutes);

        At(FiveMinutes, evaluator);
        var alarm = told.ShouldHaveSingleItem();
        alarm.Since.ShouldBe(ManualTime.Epoch);
        alarm.FiredAt.ShouldBe(ManualTime.Epoch + FiveMinutes);
        alarm.Text.ShouldBe("errors: 5 % (limit 1 %, 5 of 100)");

        At(FiveMinutes * 2, evaluator);
        told.Count.ShouldBe(1);
    }

    [Fact]
    public void It_is_over_as_soon_as_it_does_not_hold()
    {
        var evaluator = Of(Errors(TimeSpan.Zero));
        Answer(count: 100, errors: 5);
        evaluator.Evaluate(now);

        Answer(count: 100, errors: 1);
        At(TimeSpan.FromSeconds(90), evaluator);

        told.Count.ShouldBe(2);
        told[1].Id.ShouldBe(told[0].Id);
        told[1].EndedAt.ShouldBe(ManualTime.Epoch.AddSeconds(90));
        told[1].Text.ShouldBe("errors: over after 1 min 30 s");
        log.All().ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_moment_in_which_it_does_not_hold_begins_the_wait_anew()
    {
        var evaluator = Of(Errors(FiveMinutes));
        Answer(count: 100, errors: 5);
        evaluator.Evaluate(now);
        Answer(count: 100, errors: 0);
        At(TimeSpan.FromMinutes(4), evaluator);
        Answer(count: 100, errors: 5);
        At(TimeSpan.FromMinutes(4.5), evaluator);
        At(TimeSpan.FromMinutes(9), evaluator);

        told.ShouldBeEmpty();
        At(TimeSpan.FromMinutes(9.5), evaluator);
        told.ShouldHaveSingleItem();
    }

    [Fact]
    public void Too_few_requests_say_nothing()
    {
        var evaluator = Of(Errors(TimeSpan.Zero) with { MinimumSamples = 20 });
        Answer(count: 19, errors: 19);
        evaluator.Evaluate(now);

        told.ShouldBeEmpty();
    }

    [Fact]
    public void Throughput_is_a_lower_bound()
    {
        var evaluator = Of(new AlertDefinition("rate", new Subject("shop"), "throughput", 10, TimeSpan.Zero));
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = 60, Rate = 1 };
        evaluator.Evaluate(now);

        told.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_replica_that_ends_by_itself_is_down_until_it_runs_again()
    {
        var evaluator = Of(new AlertDefinition("shop is down", new Subject("shop"), "instanceDown", 0, TimeSpan.Zero));
        State("shop-a", "Running");
        State("shop-b", "Running");
        evaluator.Evaluate(now);
        told.ShouldBeEmpty();

        State("shop-b", "Exited");
        At(TimeSpan.FromSeconds(1), evaluator);
        told.ShouldHaveSingleItem().Text.ShouldBe("shop is down: shop-b");

        State("shop-b", "Starting");
        At(TimeSpan.FromSeconds(2), evaluator);
        told.Count.ShouldBe(1);

        State("shop-b", "Running");
        At(TimeSpan.FromSeconds(3), evaluator);
        told[1].EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public void What_somebody_stopped_and_what_never_ran_is_not_down()
    {
        var evaluator = Of(new AlertDefinition("shop is down", new Subject("shop"), "instanceDown", 0, TimeSpan.Zero));
        State("shop-a", "Running");
        State("shop-a", "Stopping");
        State("shop-a", "Exited");
        State("shop-b", "FailedToStart");
        evaluator.Evaluate(now);

        told.ShouldBeEmpty();
    }

    [Fact]
    public void Disk_and_memory_are_asked_of_the_machine()
    {
        var evaluator = Of(
            new AlertDefinition("disk", new Subject("shop"), "diskShare", 0.8, TimeSpan.Zero),
            new AlertDefinition("memory", new Subject("shop"), "memoryShare", 0.9, TimeSpan.Zero)
        );
        machine.Disk = 0.85;
        machine.Memory = 0.85;

        evaluator.Evaluate(now).ShouldBe(AlarmEvaluator.Machine);

        told.ShouldHaveSingleItem().Text.ShouldBe("disk: 85 % (limit 80 %)");
    }

    [Fact]
    public void Nothing_is_looked_at_again_while_nothing_can_change()
    {
        var evaluator = Of(Errors(FiveMinutes));
        evaluator.Evaluate(now).ShouldBeNull();

        Answer(count: 100, errors: 5);
        evaluator.Evaluate(now).ShouldBe(AlarmEvaluator.Slide);
    }

    [Fact]
    public void A_route_is_found_under_the_name_that_its_framework_gives_it()
    {
        traffic.Known.Add(new RouteTraffic("shop", "GET /orders/{id:guid}/", "server", TrafficWindow.Empty(0, 1)));
        Of(new AlertDefinition("slow", new Subject("shop", "GET /orders/{id}"), "p99", 100, TimeSpan.Zero)).Evaluate(now);

        traffic.Asked.ShouldContain(new Subject("shop", "GET /orders/{id:guid}/"));
    }

    [Fact]
    public void Tests_can_shorten_the_wait()
    {
        var evaluator = Of([Errors(FiveMinutes)], TimeSpan.FromSeconds(5));
        Answer(count: 100, errors: 5);
        evaluator.Evaluate(now);
        At(TimeSpan.FromSeconds(5), evaluator);

        told.ShouldHaveSingleItem();
    }

    private static AlertDefinition Errors(TimeSpan duration) => new("errors", new Subject("shop"), "errorShare", 0.01, duration);

    private AlarmEvaluator Of(params AlertDefinition[] alerts) => Of(alerts, null);

    private AlarmEvaluator Of(AlertDefinition[] alerts, TimeSpan? longest) =>
        new(alerts, new AlarmReader(new SubjectTraffic(traffic), down, machine), log, told.Add, longest);

    private void Answer(long count, long errors) =>
        traffic.Answer = (_, from, to) => new TrafficWindow(from, to) { Count = count, Errors = errors };

    private void State(string id, string state) => down.Take(new ResourceSnapshot(id, "shop", "Project") { State = state });

    private void At(TimeSpan after, AlarmEvaluator evaluator)
    {
        now = ManualTime.Epoch + after;
        evaluator.Evaluate(now);
    }

    private sealed class ToldMachine : IMachine
    {
        public double? Disk { get; set; }

        public double? Memory { get; set; }

        public double? DiskShare() => Disk;

        public double? MemoryShare() => Memory;
    }
}
