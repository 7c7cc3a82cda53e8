using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Store;

public class SpanStoreTests
{
    private readonly TelemetryTables tables = new();

    [Fact]
    public void A_span_is_read_back_as_it_was_sent()
    {
        var store = Store();
        var span = Telemetry.Span(
            "GET",
            trace: 7,
            id: 8,
            at: 10,
            took: 5,
            attributes: [("http.route", "/orders/{id}"), ("http.request.method", "GET"), ("http.response.status_code", 503)]
        );
        store.Accept(Telemetry.Spans("ordering", span).ToByteArray()).Malformed.ShouldBeFalse();

        var row = store.Trace(7).ShouldHaveSingleItem();
        (row.SpanId, row.Start, row.Duration, row.HttpStatus).ShouldBe((8UL, Telemetry.Nanoseconds(10), 5_000_000, (short)503));
        tables.Texts[row.Route].ShouldBe("GET /orders/{id}");
        tables.Sources[row.Source].ServiceName.ShouldBe("ordering");
        var data = store.Decode(in row);
        data.Name.ShouldBe("GET");
        data.Attributes.ShouldContain(KeyValuePair.Create("http.route", AttributeValue.Of("/orders/{id}")));
        data.Scope.Name.ShouldBe("tests");
    }

    [Theory]
    [InlineData("postgresql", null, "localhost:5432")]
    [InlineData("postgresql", 25432, "localhost:25432")]
    [InlineData("redis", null, "localhost:6379")]
    [InlineData("http", null, "localhost")]
    public void A_database_span_without_a_port_means_the_usual_one(string system, int? port, string peer)
    {
        var store = Store();
        var attributes = new List<(string, object)> { ("db.system.name", system), ("server.address", "localhost") };
        if (port is { } given)
        {
            attributes.Add(("server.port", given));
        }
        store.Accept(
            Telemetry.Spans("users", Telemetry.Span("SELECT", 7, 8, kind: SpanKind.Client, attributes: [.. attributes])).ToByteArray()
        );

        tables.Texts[store.Trace(7).ShouldHaveSingleItem().Peer].ShouldBe(peer);
    }

    private SpanStore Store(long budget = 1 << 20) => new(tables, budget, TimeProvider.System);
}
