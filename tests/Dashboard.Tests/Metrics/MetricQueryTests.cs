using Platform.Dashboard.Metrics;

namespace Platform.Dashboard.Tests.Metrics;

public sealed class MetricQueryTests
{
    private readonly MetricStore store = new(new MetricLimits(), Sent.Epoch);

    [Fact]
    public void A_counter_is_shown_as_its_rate()
    {
        for (var at = 0; at <= 60; at++)
        {
            Send(Sent.Sum("orders", at + 1, at * 5));
        }

        var chart = Read("orders", from: 0, to: 60);

        chart.Show.ShouldBe("rate");
        chart.Step.ShouldBe(1000);
        chart.Lines.ShouldHaveSingleItem().Values[10..50].ShouldAllBe(value => Math.Abs(value!.Value - 5) < 1e-9);
    }

    [Fact]
    public void What_was_counted_before_listening_began_is_no_growth()
    {
        Send(Sent.Sum("orders", 10, 5000, start: -100));
        Send(Sent.Sum("orders", 11, 5001, start: -100));

        Read("orders", from: 0, to: 60, show: "increase").Lines[0].Values.Sum().ShouldBe(1);
    }

    [Fact]
    public void A_dimension_that_appears_while_its_sender_is_known_has_grown_from_nothing()
    {
        Send(Sent.Sum("orders", 10, 100, tag: "a", start: -100));
        Send(Sent.Sum("orders", 11, 7, tag: "b", start: -100));

        Read("orders", from: 0, to: 60, show: "increase").Lines[0].Values.Sum().ShouldBe(7);
    }

    [Fact]
    public void Random_counters_that_reset_grow_as_a_naive_count_says()
    {
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var name = $"orders{round}";
            var raw = 0d;
            var grown = new List<(double At, double By)>();
            Send(Sent.Sum(name, 1, 0));
            for (var at = 2; at <= 300; at++)
            {
                var by = random.Next(10);
                raw = random.Next(20) == 0 ? by : raw + by;
                if (random.Next(3) == 0)
                {
                    // Not exported: what a restart forgets before an export nobody knows.
                    raw -= by;
                    continue;
                }
                grown.Add((at, by));
                Send(Sent.Sum(name, at, raw, start: 0.5));
            }
            // A reset that is not below what was there cannot be seen; the store may then know less, never more.
            var total = Read(name, from: 0, to: 301, show: "increase").Lines[0].Values.Sum()!.Value;
            total.ShouldBeLessThanOrEqualTo(grown.Sum(item => item.By) + 1e-6);
            total.ShouldBeGreaterThan(grown.Sum(item => item.By) * 0.9);
        }
    }

    [Fact]
    public void Differences_and_totals_say_the_same()
    {
        var random = new Random(3);
        var total = 0;
        for (var at = 1; at <= 200; at++)
        {
            var by = random.Next(100);
            total += by;
            Send(Sent.Sum("totals", at, total, start: 0.5));
            Send(Sent.Sum("differences", at, by, delta: true, start: at - 1));
        }

        var totals = Read("totals", 0, 200, show: "increase").Lines[0].Values;
        var differences = Read("differences", 0, 200, show: "increase").Lines[0].Values;
        for (var i = 2; i < totals.Length; i++)
        {
            differences[i]!.Value.ShouldBe(totals[i]!.Value, 1e-6);
        }
    }

    [Fact]
    public void A_gauge_shows_its_highest_in_each_stretch_and_gaps_stay_gaps()
    {
        for (var at = 0; at < 600; at++)
        {
            if (at is < 200 or >= 400)
            {
                Send(Sent.Gauge("heap", at, at % 10));
            }
        }

        var chart = Read("heap", 0, 600, points: 60);

        chart.Step.ShouldBe(10_000);
        chart.Lines[0].Values[5].ShouldBe(9);
        chart.Lines[0].Values[30].ShouldBeNull();
        chart.Lines[0].Values[45].ShouldBe(9);
    }

    [Fact]
    public void Percentiles_are_of_what_was_measured_in_the_stretch()
    {
        double[] bounds = [10, 20, 30, 40];
        Send(Sent.Histogram("latency", 1, bounds, [0, 0, 0, 0, 0], 0, start: 0.5));
        Send(Sent.Histogram("latency", 5, bounds, [100, 0, 0, 0, 0], 500, start: 0.5));
        Send(Sent.Histogram("latency", 15, bounds, [100, 0, 0, 100, 0], 4000, start: 0.5));

        var chart = Read("latency", 0, 20, points: 10);

        // Exported ten seconds apart: the buckets are no narrower.
        chart.Step.ShouldBe(10_000);
        var median = chart.Lines.Single(line => line.Percentile == 50).Values;
        median[0]!.Value.ShouldBe(5);
        median[1]!.Value.ShouldBe(35);
    }

    [Fact]
    public void A_histogram_whose_sender_began_anew_counts_on()
    {
        double[] bounds = [10, 20];
        Send(Sent.Histogram("latency", 1, bounds, [5, 5, 0], 100, start: 0.5));
        Send(Sent.Histogram("latency", 2, bounds, [1, 0, 0], 5, start: 1.5));
        Send(Sent.Histogram("latency", 3, bounds, [3, 0, 0], 15, start: 1.5));

        Read("latency", 0, 10, show: "increase").Lines[0].Values.Sum().ShouldBe(13);
    }

    [Fact]
    public void Dimensions_are_split_and_filtered()
    {
        foreach (var tag in new[] { "a", "b", "c" })
        {
            Send(Sent.Gauge("heap", 5, tag[0], tag));
        }

        Read("heap", 0, 10).Lines.ShouldHaveSingleItem().Values.Max().ShouldBe('a' + 'b' + 'c');
        Read("heap", 0, 10, split: "tag").Lines.Select(line => line.Attributes["tag"]).ShouldBe(["a", "b", "c"]);
        var some = Read("heap", 0, 10, filter: ["tag=a", "tag=c"]);
        some.Lines[0].Values.Max().ShouldBe('a' + 'c');
        some.Dimensions.ShouldHaveSingleItem().Values.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Replicas_are_a_dimension()
    {
        store.Accept(Sent.Request(Sent.Gauge("heap", 5, 1), instance: "one"));
        store.Accept(Sent.Request(Sent.Gauge("heap", 5, 2), instance: "two"));

        var chart = Read("heap", 0, 10, split: "service.instance.id");

        chart.Lines.Select(line => line.Values.Max()).ShouldBe([1, 2]);
        chart.Dimensions.Single().Key.ShouldBe("service.instance.id");
    }

    [Fact]
    public void Exemplars_lead_to_their_traces()
    {
        var trace = Enumerable.Range(1, 16).Select(each => (byte)each).ToArray();
        // Sent again with the next export, as SDKs do.
        Array.ForEach(
            [5, 6],
            at =>
                Send(metric =>
                    metric
                        .Text(1, "latency")
                        .Message(
                            7,
                            sum =>
                                sum.Message(
                                        1,
                                        point =>
                                            point
                                                .Fixed(3, Sent.Time(at))
                                                .Double(4, 1)
                                                .Message(
                                                    5,
                                                    one => one.Fixed(2, Sent.Time(4)).Double(3, 0.25).Bytes(4, trace[..8]).Bytes(5, trace)
                                                )
                                    )
                                    .Varint(2, 2)
                                    .Varint(3, 1)
                        )
                )
        );

        var exemplar = Read("latency", 0, 10).Exemplars.ShouldHaveSingleItem();

        exemplar.TraceId.ShouldBe("0102030405060708090a0b0c0d0e0f10");
        exemplar.SpanId.ShouldBe("0102030405060708");
        exemplar.Value.ShouldBe(0.25);
    }

    [Fact]
    public void The_sdk_that_ran_out_of_dimensions_is_told_of()
    {
        Send(metric =>
            metric
                .Text(1, "orders")
                .Message(
                    5,
                    gauge =>
                        gauge.Message(
                            1,
                            point =>
                                point
                                    .Fixed(3, Sent.Time(1))
                                    .Message(7, pair => pair.Text(1, "otel.metric.overflow").Message(2, any => any.Varint(2, 1)))
                        )
                )
        );

        Read("orders", 0, 10).Overflow.ShouldBeTrue();
    }

    [Fact]
    public void Twelve_hours_are_at_most_five_hundred_buckets()
    {
        Send(Sent.Gauge("heap", 5, 1));
        Read("heap", 0, 12 * 3600, points: 5000).Times.Length.ShouldBeLessThanOrEqualTo(500);
    }

    private void Send(Action<ProtoWriter> metric) => store.Accept(Sent.Request(metric)).ShouldBe(default);

    private MetricChart Read(
        string instrument,
        double from,
        double to,
        string? show = null,
        int? points = null,
        string? split = null,
        string[]? filter = null
    ) =>
        new MetricQuery("shop", "Shop.Meter", instrument)
        {
            From = Sent.Time(from) / 1e6,
            To = Sent.Time(to) / 1e6,
            Show = show,
            Points = points,
            Split = split is null ? [] : [split],
            Filter = MetricFilter.Of(filter ?? []),
        }
            .Read(store, TimeProvider.System)
            .ShouldNotBeNull();
}
