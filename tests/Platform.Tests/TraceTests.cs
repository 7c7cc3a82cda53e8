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

        var spans = await Collector.TraceAsync(
            shopping.TraceId.ToHexString(),
            all =>
                all.Any(span => span is { Service: "catalog", Name: "process ordering.orders" })
                && all.Any(span => span.Service == "gateway")
        );
        var process = spans.First(span => span is { Service: "catalog", Name: "process ordering.orders" });
        var way = new List<CollectedSpan>();
        for (var span = process; span is not null; span = spans.FirstOrDefault(parent => parent.SpanId == span.ParentId))
        {
            way.Add(span);
        }
        way.Select(span => span.Service).Distinct().ShouldBe(["catalog", "ordering", "gateway"]);
        way.ShouldContain(span => span.Service == "ordering" && span.Name == "send ordering.orders");
        way.ShouldContain(span => span.Service == "ordering" && span.Kind == Server);
        spans.ShouldContain(span => span.Service == "ordering" && span.Name.Contains("outbox", StringComparison.OrdinalIgnoreCase));
    }
}
