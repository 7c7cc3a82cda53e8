using Platform.Dashboard.Metrics;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Interop;

/// <summary>
/// What each SDK is made to send: a failed order of three spans' worth of news, a log record within it, a counter and an exponential histogram. Here it is
/// read back from the stores.
/// </summary>
internal static class ShopTelemetry
{
    public const string Service = "interop-shop";
    public const string Scope = "shop";

    public static void ShouldBeIn(TestDashboard dashboard)
    {
        var spans = dashboard.Get<SpanStore>();
        var rows = new SpanRow[10];
        spans.Read(0, rows).ShouldBe(2);
        var client = rows.First(row => row.Kind == 3);
        var server = rows.First(row => row.Kind == 2);
        spans.Sources[server.Source].ServiceName.ShouldBe(Service);
        spans.Texts[server.Route].ShouldBe("POST /orders");
        (server.ParentId, server.HttpStatus, server.Status).ShouldBe((0UL, (short)500, (byte)0));
        (client.TraceId, client.ParentId).ShouldBe((server.TraceId, server.SpanId));
        spans.Texts[client.Peer].ShouldBe("pg:8081");
        client.IsError.ShouldBeTrue();
        client.Start.ShouldBeGreaterThanOrEqualTo(server.Start);
        var age = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - server.Start / 1_000_000;
        age.ShouldBeInRange(-1000, 600_000);

        var data = spans.Decode(in client);
        (data.Name, data.StatusMessage, data.Scope.Name).ShouldBe(("confirm 결제", "declined", Scope));
        var attributes = data.Attributes.ToDictionary();
        attributes["amount"].Integer.ShouldBe(4_500_000_000);
        attributes["ratio"].Double.ShouldBe(0.25);
        attributes["retried"].Boolean.ShouldBeTrue();
        attributes["tags"].Items.Select(item => item.Text).ShouldBe(["a", "b"]);
        var happened = data.Events.ShouldHaveSingleItem();
        happened.Name.ShouldBe("declined");
        happened.Attributes.ToDictionary()["code"].Text.ShouldBe("51");
        happened.Time.ShouldBeInRange(client.Start, client.End);

        var logs = dashboard.Get<LogStore>();
        var records = new LogRow[10];
        logs.Read(0, records).ShouldBe(1);
        var record = records[0];
        (record.TraceId, record.SpanId, record.IsError).ShouldBe((server.TraceId, server.SpanId, true));
        logs.Texts[record.Scope].ShouldBe(Scope);
        var log = logs.Decode(in record);
        log.Body.Text.ShouldNotBeNull().ShouldContain("order");
        log.Attributes.ToDictionary()["order"].Text.ShouldBe("o-1");

        var metrics = dashboard.Get<MetricStore>().Find(Service).ShouldNotBeNull();
        var orders = metrics.Find(Scope, "orders").ShouldNotBeNull();
        (orders.Kind, orders.Unit).ShouldBe((InstrumentKind.Counter, "{order}"));
        var point = orders.Series.ShouldHaveSingleItem();
        point.Attributes["channel"].ShouldBe("web");
        point.Newest.ShouldNotBeNull();
        var took = metrics.Find(Scope, "took").ShouldNotBeNull();
        took.Kind.ShouldBe(InstrumentKind.Histogram);
        took.Series.ShouldHaveSingleItem().Newest!.Value.Distribution.ShouldBeOfType<ExponentialDistribution>();
    }
}
