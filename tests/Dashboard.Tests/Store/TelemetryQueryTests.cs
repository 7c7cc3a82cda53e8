using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Store;

public class TelemetryQueryTests
{
    private readonly TelemetryTables tables = new();

    [Theory]
    [InlineData("", "checkout pay list consume")]
    [InlineData("stripe", "pay")]
    [InlineData("STRIPE", "pay")]
    [InlineData("-stripe", "checkout list consume")]
    [InlineData("\"card was declined\"", "pay")]
    [InlineData("resource:order", "checkout list consume")]
    [InlineData("resource=payments", "pay")]
    [InlineData("resource!=payments", "checkout list consume")]
    [InlineData("resource=payments-1", "pay")]
    [InlineData("name=list", "list")]
    [InlineData("name~e", "checkout consume")]
    [InlineData("name!~e", "pay list")]
    [InlineData("-name!~e", "checkout consume")]
    [InlineData("status:error", "checkout pay")]
    [InlineData("-status:error", "list consume")]
    [InlineData("status:503", "checkout")]
    [InlineData("status>=500", "checkout")]
    [InlineData("kind:client", "pay")]
    [InlineData("duration>1s", "checkout")]
    [InlineData("duration>=500ms duration<2s", "pay")]
    [InlineData("duration:>1s", "checkout")]
    [InlineData("duration<20", "list consume")]
    [InlineData("type:http", "checkout list")]
    [InlineData("type:messaging", "consume")]
    [InlineData("type:rpc", "pay")]
    [InlineData("route:/orders", "checkout list")]
    [InlineData("route=\"POST /orders\"", "checkout")]
    [InlineData("peer=pg:443", "pay")]
    [InlineData("system:kafka", "consume")]
    [InlineData("error:Declined", "pay")]
    [InlineData("error.type:*", "pay")]
    [InlineData("order.id=42", "checkout")]
    [InlineData("order.id>40", "checkout list")]
    [InlineData("order.id<=41", "list")]
    [InlineData("order.id!=42", "pay list consume")]
    [InlineData("order.vip:true", "checkout")]
    [InlineData("order.vip:*", "checkout list")]
    [InlineData("order.weight>1.4", "checkout")]
    [InlineData("tags:blue", "consume")]
    [InlineData("ORDER.ID:42", "checkout")]
    [InlineData("messaging.destination.name=orders.created", "consume")]
    [InlineData("messaging.destination.name~created", "consume")]
    [InlineData("region=kr", "pay")]
    [InlineData("category:tests", "checkout pay list consume")]
    [InlineData("trace:00000000000000000000000000000002", "pay")]
    [InlineData("00000000000000000000000000000002", "pay")]
    [InlineData("http://pg/confirm", "pay")]
    [InlineData("결제", "pay")]
    [InlineData("memo=결제거절", "pay")]
    [InlineData("503", "checkout")]
    [InlineData("order.id=42 resource:ordering -status:ok", "checkout")]
    public void Spans_are_found(string query, string names)
    {
        var store = Spans();
        var parsed = TelemetryQuery.Parse(query);
        var found = new List<string>();
        store.Search(parsed, 0, long.MaxValue, (in row) => Add(found, tables.Texts[row.Name]));
        found.Order().ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order());

        var rows = new SpanRow[100];
        var count = store.Read(0, rows);
        rows.Take(count).Where(row => parsed.Matches(in row, store)).Select(row => tables.Texts[row.Name]).Order().ShouldBe(found.Order());
    }

    [Theory]
    [InlineData("level:error", "refused")]
    [InlineData("level>=warn", "slow refused")]
    [InlineData("level>warning", "refused")]
    [InlineData("level<warn", "started")]
    [InlineData("level<=warn", "started slow")]
    [InlineData("severity:info", "started")]
    [InlineData("-level:info", "slow refused")]
    [InlineData("message:took", "slow")]
    [InlineData("message=started", "started")]
    [InlineData("took", "slow")]
    [InlineData("12:03:44", "refused")]
    [InlineData("Exception:", "refused")]
    [InlineData("System.IO.IOException: refused", "refused")]
    [InlineData("exception.type:*", "refused")]
    [InlineData("exception.type=system.io.ioexception", "refused")]
    [InlineData("Elapsed>1000", "slow")]
    [InlineData("category=tests", "started slow refused")]
    [InlineData("trace:*", "refused")]
    public void Log_records_are_found(string query, string bodies)
    {
        var store = new LogStore(tables, 1 << 20, TimeProvider.System);
        store.Accept(
            Telemetry
                .Logs(
                    "ordering",
                    Telemetry.Log("started", severity: 9),
                    Telemetry.Log("slow: took 1200 ms", severity: 13, attributes: ("Elapsed", 1200)),
                    Telemetry.Log(
                        "refused at 12:03:44",
                        severity: 17,
                        trace: 3,
                        attributes: [("exception.type", "System.IO.IOException"), ("exception.message", "System.IO.IOException: refused")]
                    )
                )
                .ToByteArray()
        );
        var found = new List<string>();
        store.Search(
            TelemetryQuery.Parse(query),
            0,
            long.MaxValue,
            (in row) => Add(found, store.Decode(in row).Body.ToString().Split(' ', ':')[0])
        );
        found.Order().ShouldBe(bodies.Split(' ').Order());
    }

    [Theory]
    [InlineData("duration>", 9, "value is missing")]
    [InlineData("duration>fast", 9, "no duration")]
    [InlineData("level:loud", 6, "there are unset, trace, debug, info, warn, error, fatal")]
    [InlineData("a \"open", 2, "do not end")]
    [InlineData("order.id>many", 9, "compared with a number")]
    [InlineData("kind:", -1, "")]
    public void What_is_wrong_is_said_with_its_place(string query, int position, string message)
    {
        if (position < 0)
        {
            TelemetryQuery.Parse(query).IsEmpty.ShouldBeFalse();
            return;
        }
        var thrown = Should.Throw<QueryException>(() => TelemetryQuery.Parse(query));
        thrown.Position.ShouldBe(position);
        thrown.Message.ShouldContain(message);
        thrown.Message.ShouldContain($"character {position + 1}");
    }

    private static bool Add(List<string> names, string name)
    {
        names.Add(name);
        return true;
    }

    private SpanStore Spans()
    {
        var store = new SpanStore(tables, 1 << 20, TimeProvider.System);
        var checkout = Telemetry.Span(
            "checkout",
            trace: 1,
            id: 1,
            took: 2000,
            error: true,
            attributes:
            [
                ("http.route", "/orders"),
                ("http.request.method", "POST"),
                ("http.response.status_code", 503),
                ("order.id", 42),
                ("order.vip", true),
                ("order.weight", 1.5),
            ]
        );
        var list = Telemetry.Span(
            "list",
            trace: 3,
            id: 3,
            took: 10,
            attributes: [("http.route", "/orders"), ("http.request.method", "GET"), ("order.id", 41), ("order.vip", false)]
        );
        var consume = Telemetry.Span(
            "consume",
            trace: 4,
            id: 4,
            took: 10,
            kind: SpanKind.Consumer,
            attributes:
            [
                ("messaging.system", "kafka"),
                ("messaging.destination.name", "orders.created"),
                ("tags", new object[] { "red", "blue" }),
            ]
        );
        consume.Status.Code = StatusCode.Ok;
        var pay = Telemetry.Span(
            "pay",
            trace: 2,
            id: 2,
            took: 700,
            kind: SpanKind.Client,
            error: true,
            attributes:
            [
                ("rpc.system", "grpc"),
                ("server.address", "pg"),
                ("server.port", 443),
                ("provider", "Stripe"),
                ("error.type", "CardDeclined"),
                ("url.full", "http://pg/confirm"),
                ("memo", "결제거절"),
            ]
        );
        pay.Events.Add(new Dashboard.Tests.Otlp.Wire.SpanEvent { Name = "the card was declined" });
        store.Accept(Telemetry.Spans("ordering", checkout, list, consume).ToByteArray());
        var payments = Telemetry.Spans("payments", pay);
        payments.ResourceSpans[0].Resource.Attributes.Add(Telemetry.Attribute(("region", "kr")));
        store.Accept(payments.ToByteArray());
        return store;
    }
}
