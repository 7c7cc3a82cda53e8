using System.Diagnostics;
using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class TraceTests(SharedGraph shared) : GraphTest(shared)
{
    private const int Server = 2;

    [Fact]
    public async Task An_order_is_one_trace_from_the_gateway_over_Kafka_to_its_consumers()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await Shopper.RegisterAsync(Gateway);
        using var shopping = new Activity("shopping").SetIdFormat(ActivityIdFormat.W3C).Start();
        shopping.ActivityTraceFlags = ActivityTraceFlags.Recorded;

        var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");
        // Of an order that is only placed nobody needs to hear; of one that is cancelled the stock does.
        (await shopper.CancelAsync(order)).With(HttpStatusCode.OK);

        // Each service sends its spans when it likes: whole is the trace when the way back from the consumer ends at the gateway.
        var spans = await Collector.TraceAsync(shopping.TraceId.ToHexString(), all => Way(all).Any(span => span.Service == "gateway"));
        var way = Way(spans);
        way.Select(span => span.Service).Distinct().ShouldBe(["catalog", "ordering", "gateway"]);
        way.ShouldContain(span => span.Service == "ordering" && span.Name == "send ordering.orders");
        way.ShouldContain(span => span.Service == "ordering" && span.Kind == Server);
        spans.ShouldContain(span => span.Service == "ordering" && span.Name.Contains("outbox", StringComparison.OrdinalIgnoreCase));
    }

    private static List<CollectedSpan> Way(IReadOnlyList<CollectedSpan> spans)
    {
        var way = new List<CollectedSpan>();
        var next = spans.FirstOrDefault(span => span is { Service: "catalog", Name: "process ordering.orders" });
        for (; next is not null; next = spans.FirstOrDefault(parent => parent.SpanId == next.ParentId))
        {
            way.Add(next);
        }
        return way;
    }
}
