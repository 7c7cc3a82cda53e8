using Platform.Dashboard.Metrics;

namespace Platform.Dashboard.Tests.Metrics;

public sealed class MetricStoreTests
{
    private readonly MetricStore store = new(new MetricLimits(), Sent.Epoch);

    [Fact]
    public void An_instrument_is_known_by_resource_meter_and_name_with_unit_and_description()
    {
        store.Accept(Sent.Request(Sent.Sum("orders", at: 10, value: 3))).ShouldBe(default);

        var instrument = store.Find("shop")!.Find("Shop.Meter", "orders")!;
        instrument.Unit.ShouldBe("{order}");
        instrument.Description.ShouldBe("What it counts");
        instrument.Kind.ShouldBe(InstrumentKind.Counter);
    }

    [Fact]
    public void A_counter_that_begins_anew_goes_on_from_where_it_was()
    {
        foreach (var (at, value) in new[] { (1, 5), (2, 9), (3, 2), (4, 4) })
        {
            store.Accept(Sent.Request(Sent.Sum("orders", at, value)));
        }

        Values("orders").ShouldBe([5, 9, 11, 13]);
    }

    [Fact]
    public void Differences_are_summed_up()
    {
        foreach (var (at, value) in new[] { (1, 5), (2, 9), (3, 2) })
        {
            store.Accept(Sent.Request(Sent.Sum("orders", at, value, delta: true)));
        }

        Values("orders").ShouldBe([5, 14, 16]);
    }

    [Fact]
    public void What_stands_still_is_one_point()
    {
        for (var at = 1; at <= 1000; at++)
        {
            store.Accept(Sent.Request(Sent.Gauge("heap", at, 42)));
        }

        var chunk = Only("heap").Chunks.ShouldHaveSingleItem();
        chunk.Count.ShouldBe(1);
        (chunk[0].Last - chunk[0].First).ShouldBe(999 * Sent.Second);
    }

    [Fact]
    public void A_repeated_export_changes_nothing()
    {
        var request = Sent.Request(Sent.Sum("orders", at: 1, value: 3));
        store.Accept(request);
        store.Accept(request);

        Values("orders").ShouldBe([3]);
        store.Taken.ShouldBe(1);
    }

    [Fact]
    public void Dimensions_beyond_the_limit_are_refused_and_said_so()
    {
        var small = new MetricStore(new MetricLimits { Dimensions = 2 });
        small.Accept(Sent.Request(Sent.Sum("orders", 1, 1, tag: "a")));
        small.Accept(Sent.Request(Sent.Sum("orders", 1, 1, tag: "b")));

        var result = small.Accept(Sent.Request(Sent.Sum("orders", 1, 1, tag: "c")));

        result.Rejected.ShouldBe(1);
        result.Message!.ShouldContain("more than 2 dimensions");
        small.Find("shop")!.Find("Shop.Meter", "orders")!.HasOverflow.ShouldBeTrue();
    }

    [Fact]
    public void The_oldest_points_make_room_and_totals_go_on()
    {
        var small = new MetricStore(new MetricLimits { Bytes = 20_000 });
        for (var at = 1; at <= 5000; at++)
        {
            small.Accept(Sent.Request(Sent.Sum("orders", at, at)));
        }

        small.Bytes.ShouldBeLessThanOrEqualTo(20_000);
        small.Dropped.ShouldBeGreaterThan(1000);
        var series = small.Find("shop")!.Find("Shop.Meter", "orders")!.Series.ShouldHaveSingleItem();
        series.Newest!.Value.Value.ShouldBe(5000);
        series.Baseline!.Value.Value.ShouldBe(series.Chunks[0][0].Value - 1);
    }

    [Fact]
    public void Of_old_points_one_in_ten_seconds_is_kept_and_nothing_beyond_twelve_hours()
    {
        for (var at = 0; at < 13 * 3600; at++)
        {
            store.Accept(Sent.Request(Sent.Sum("orders", at + 1, at)));
        }

        var series = Only("orders");
        series.Count.ShouldBeInRange(3600, 8700);
        series.Chunks[0].First.ShouldBeGreaterThanOrEqualTo(Sent.Time((3600) - 700));
        series.Newest!.Value.Value.ShouldBe((13 * 3600) - 1);
    }

    [Fact]
    public void A_dimension_keeps_its_newest_fifty_thousand_points_at_most()
    {
        var few = new MetricStore(new MetricLimits { Points = 100, FineAge = long.MaxValue / 4 });
        for (var at = 1; at <= 1000; at++)
        {
            few.Accept(Sent.Request(Sent.Sum("orders", at, at)));
        }

        few.Find("shop")!.Find("Shop.Meter", "orders")!.Series.Single().Count.ShouldBeInRange(36, 100);
    }

    [Fact]
    public void Clearing_a_resource_leaves_the_others()
    {
        store.Accept(Sent.Request(Sent.Gauge("heap", 1, 1), resource: "shop"));
        store.Accept(Sent.Request(Sent.Gauge("heap", 1, 1), resource: "bank"));

        store.Clear("shop");

        store.Find("shop").ShouldBeNull();
        store.Find("bank").ShouldNotBeNull();
    }

    private IEnumerable<double> Values(string name)
    {
        foreach (var chunk in Only(name).Chunks)
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                yield return chunk[i].Value;
            }
        }
    }

    private Series Only(string name) => store.Find("shop")!.Find("Shop.Meter", name)!.Series.ShouldHaveSingleItem();
}
