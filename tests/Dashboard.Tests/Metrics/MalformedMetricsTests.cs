using Platform.Dashboard.Metrics;

namespace Platform.Dashboard.Tests.Metrics;

public sealed class MalformedMetricsTests
{
    [Fact]
    public void A_request_that_ends_too_soon_is_refused_and_nothing_of_it_is_kept()
    {
        var request = Sent.Request(Sent.Histogram("latency", 1, [0.1, 1], [1, 2, 3], 4));
        for (var length = 1; length < request.Length; length++)
        {
            var store = new MetricStore(new MetricLimits());
            store.Accept(request.AsSpan(0, length)).Malformed.ShouldBeTrue($"of {length} bytes");
            store.Find("shop").ShouldBeNull();
        }
    }

    [Fact]
    public void Any_bytes_are_taken_or_refused_and_never_throw()
    {
        var random = new Random(5);
        var store = new MetricStore(new MetricLimits { Bytes = 1 << 20 });
        byte[][] seeds =
        [
            Sent.Request(Sent.Histogram("latency", 1, [0.1, 1], [1, 2, 3], 4)),
            Sent.Request(Sent.Sum("orders", 1, 1, tag: "a")),
            Sent.Request(Exponentials.Metric("size", 1, scale: 3, zero: 1, offset: -4, [1, 2, 3])),
        ];
        for (var round = 0; round < 50_000; round++)
        {
            var bytes = (byte[])seeds[round % seeds.Length].Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            Should.NotThrow(() => store.Accept(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length)));
        }
        store.Bytes.ShouldBeLessThanOrEqualTo(1 << 20);
    }

    [Fact]
    public void A_histogram_whose_buckets_do_not_fit_its_bounds_is_rejected_alone()
    {
        var store = new MetricStore(new MetricLimits());

        var result = store.Accept(Sent.Request(Sent.Histogram("latency", 1, [0.1, 1], [1, 2], 4)));

        result.Malformed.ShouldBeFalse();
        result.Rejected.ShouldBe(1);
        result.Message!.ShouldContain("2 buckets for 2 bounds");
    }

    [Fact]
    public void Attributes_nested_without_end_are_refused()
    {
        var value = new ProtoWriter().Text(1, "deep").ToArray();
        for (var depth = 0; depth < 1000; depth++)
        {
            var inner = value;
            value = new ProtoWriter().Message(5, array => array.Bytes(1, inner)).ToArray();
        }
        var request = Sent.Request(metric =>
            metric
                .Text(1, "deep")
                .Message(
                    5,
                    gauge => gauge.Message(1, point => point.Fixed(3, Sent.Time(1)).Message(7, pair => pair.Text(1, "k").Bytes(2, value)))
                )
        );

        new MetricStore(new MetricLimits()).Accept(request).Malformed.ShouldBeTrue();
    }

    [Fact]
    public void Exponential_buckets_far_apart_cost_no_memory()
    {
        var store = new MetricStore(new MetricLimits());
        store.Accept(Sent.Request(Exponentials.Metric("size", 1, scale: 20, zero: 0, offset: int.MinValue, [1], delta: true)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        store.Accept(Sent.Request(Exponentials.Metric("size", 2, scale: 20, zero: 0, offset: int.MaxValue, [1], delta: true)));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }
}
