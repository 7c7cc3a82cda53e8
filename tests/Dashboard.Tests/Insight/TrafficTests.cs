using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Objectives;
using static Dashboard.Tests.Otlp.Telemetry;
using Kind = Dashboard.Tests.Otlp.Wire.SpanKind;

namespace Dashboard.Tests.Insight;

public class TrafficTests
{
    private static readonly string[] Services = ["gateway", "ordering", "payments", "catalog"];

    private static Span Request(ulong id, double at, double took, bool error = false, string route = "/orders") =>
        Span($"GET {route}", id, id, 0, at, took, Kind.Server, error, ("http.request.method", "GET"), ("http.route", route));

    /// <summary>Ten thousand spans of random traces, in random order and requests, against a count by hand.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_traces_are_counted_as_by_hand(int seed)
    {
        var random = new Random(seed);
        var counted = new Counted();
        var spans = new List<(string Service, Span Span)>();
        var routes = new Dictionary<(string, string), (long Count, long Errors)>();
        var edges = new Dictionary<(string, string), (long Count, long Errors)>();
        for (var trace = 1UL; trace <= 1500; trace++)
        {
            var id = 1UL;
            Add(Services[0], parent: 0, depth: 0, at: random.NextDouble() * 500_000);

            void Add(string service, ulong parent, int depth, double at)
            {
                var route = $"/r{random.Next(3)}";
                var (own, error) = (id++, random.Next(5) == 0);
                spans.Add(
                    (
                        service,
                        Span(
                            "x",
                            trace,
                            own,
                            parent,
                            at,
                            random.Next(1, 900),
                            Kind.Server,
                            error,
                            ("http.request.method", "GET"),
                            ("http.route", route)
                        )
                    )
                );
                Count(routes, (service, $"GET {route}"), error);
                for (var calls = depth < 3 ? random.Next(3) : 0; calls > 0; calls--)
                {
                    var callee = random.Next(Services.Length);
                    var (client, failed) = (id++, random.Next(4) == 0);
                    // Some give an address and some do not; some are answered by who tells of it and some are not.
                    var (named, answers) = (random.Next(2) == 0, random.Next(3) > 0);
                    (string, object)[] address = named ? [("server.address", "localhost"), ("server.port", 7000 + callee)] : [];
                    spans.Add((service, Span("call", trace, client, own, at + 1, random.Next(1, 500), Kind.Client, failed, address)));
                    if (named || answers)
                    {
                        Count(edges, (service, Services[callee]), failed);
                    }
                    if (answers)
                    {
                        Add(Services[callee], client, depth + 1, at + 2);
                    }
                }
            }
        }
        for (var callee = 0; callee < Services.Length; callee++)
        {
            counted.Peers.Update(
                new(Services[callee], Services[callee], "Project") { Endpoints = [new("http", "http", "localhost", 7000 + callee, null)] }
            );
        }

        foreach (var request in Shuffled(spans, random).Chunk(37))
        {
            foreach (var sender in request.GroupBy(one => one.Service))
            {
                counted.Send(sender.Key, sender.Select(one => one.Span));
            }
        }

        spans.Count.ShouldBeGreaterThan(3000);
        counted
            .Insights.Routes(Counted.From, Counted.To)
            .ToDictionary(one => (one.Resource, one.Route), one => (one.Traffic.Count, one.Traffic.Errors))
            .ShouldBe(routes, ignoreOrder: true);
        counted
            .Edges.ToDictionary(one => (one.Caller, one.Callee), one => (one.Traffic.Count, one.Traffic.Errors))
            .ShouldBe(edges, ignoreOrder: true);
        counted.Insights.Lag.Behind.ShouldBe(0);
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static void Count(Dictionary<(string, string), (long Count, long Errors)> table, (string, string) key, bool error)
    {
        var (count, errors) = table.GetValueOrDefault(key);
        table[key] = (count + 1, errors + (error ? 1 : 0));
    }

    [Fact]
    public void Percentiles_are_good_to_six_in_a_hundred()
    {
        var counted = new Counted();
        var random = new Random(7);
        var durations = Enumerable.Range(0, 5000).Select(_ => Math.Exp((random.NextDouble() * 9) - 2)).ToList();
        counted.Send("ordering", durations.Select((took, index) => Request((ulong)index + 1, index * 10, took)));

        var window = counted.Insights.Query(new Subject("ordering", "GET /orders"), Counted.From, Counted.To);
        durations.Sort();
        window.P50.ShouldBe(durations[2500], durations[2500] * 0.06);
        window.P95.ShouldBe(durations[4750], durations[4750] * 0.06);
        window.P99.ShouldBe(durations[4950], durations[4950] * 0.06);
        window.Mean.ShouldBe(durations.Average(), 0.01);
        window.Max.ShouldBe(durations[^1], 0.001);
    }

    [Fact]
    public void A_late_span_counts_in_its_own_time()
    {
        var counted = new Counted();
        counted.Send("ordering", Request(1, at: 400_000, took: 5), Request(2, at: 500_000, took: 5));
        counted.Send("ordering", Request(3, at: 100_000, took: 5, error: true));

        var early = counted.Insights.Query(new Subject("ordering"), Nanoseconds(95_000), Nanoseconds(105_000));
        (early.Count, early.Errors).ShouldBe((1, 1));
        var late = counted.Insights.Query(new Subject("ordering"), Nanoseconds(395_000), Nanoseconds(505_000));
        (late.Count, late.Errors).ShouldBe((2, 0));
        late.Points.Select(point => point.Start).ShouldBeInOrder();
    }

    [Fact]
    public void Twelve_hours_are_kept_coarser_when_older_and_nothing_of_them_is_lost()
    {
        var counted = new Counted(now: 0);
        for (var minute = 0; minute < 13 * 60; minute++)
        {
            counted.Clock.Milliseconds = (minute + 1) * 60_000;
            counted.Send(
                "ordering",
                Enumerable.Range(0, 12).Select(five => Request((ulong)((minute * 12) + five + 1), (minute * 60_000) + (five * 5000), 20))
            );
        }

        var twelve = counted.Insights.Query(new Subject("ordering"), Nanoseconds(65 * 60_000), Nanoseconds(13 * 3_600_000));
        twelve.Count.ShouldBe(715 * 12);
        twelve.Points.Select(point => point.Seconds).Distinct().ShouldBe([300, 30, 5]);
        twelve.Points.Count.ShouldBeLessThan(700);
        counted.Insights.Query(new Subject("ordering"), Nanoseconds(0), Nanoseconds(30 * 60_000)).Count.ShouldBe(0);
    }

    [Fact]
    public void Routes_beyond_the_cap_are_counted_together()
    {
        var counted = new Counted();
        counted.Send("ordering", Enumerable.Range(1, 1200).Select(number => Request((ulong)number, 10, 5, route: $"/orders/{number}")));

        var routes = counted.Insights.Routes(Counted.From, Counted.To);
        routes.Count.ShouldBe(1001);
        counted.Route("ordering", "other").Traffic.Count.ShouldBe(200);
        counted.Insights.Query(new Subject("ordering"), Counted.From, Counted.To).Count.ShouldBe(1200);
    }

    [Fact]
    public void Apdex_counts_the_slow_for_half_and_the_failed_for_nothing()
    {
        var counted = new Counted();
        counted.Send(
            "ordering",
            Enumerable
                .Range(1, 100)
                .Select(number =>
                    Request(
                        (ulong)number,
                        10,
                        number <= 50 ? 100
                            : number <= 80 ? 1000
                            : 5000
                    )
                )
        );
        counted.Insights.Query(new Subject("ordering"), Counted.From, Counted.To).Apdex.ShouldBe(0.65, 0.001);
        counted.Send("ordering", Enumerable.Range(101, 100).Select(number => Request((ulong)number, 10, 100, error: true)));
        counted.Insights.Query(new Subject("ordering"), Counted.From, Counted.To).Apdex.ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Spans_that_the_store_let_go_before_they_were_counted_are_said_to_be_missed()
    {
        var counted = new Counted();
        counted.Insights.Lag.ShouldBe(new(0, 0, 0));
        counted.Send("ordering", Request(1, at: -13 * 3_600_000, took: 5));
        counted.Insights.Lag.Missed.ShouldBe(1);
    }
}
