using Dashboard.Tests.Otlp.Wire;
using static Dashboard.Tests.Otlp.Telemetry;

namespace Dashboard.Tests.Traces;

public class CalleeTests
{
    private readonly TraceShapes shapes = new();

    /// <summary>The page of a failing call said "localhost:19244" where the service that answered 500 was called by its name one row below.</summary>
    [Fact]
    public void A_call_names_whom_it_calls_though_the_callee_tells_of_it_too()
    {
        shapes.Peers.Update(new("gateway-1", "gateway", "Project") { Endpoints = [new("http", "http", "localhost", 19244, 19245)] });
        shapes
            .Send("payments", Call("localhost", 19244))
            .Send("gateway", Span("POST /v1/payments", 1, 2, parent: 1, kind: SpanKind.Server));
        var reading = shapes.Read();
        var call = reading.Tree[1]!;

        reading.Callee(call).ShouldBe("gateway");
        reading.Peer(call).ShouldBeNull();
    }

    [Fact]
    public void A_call_to_an_address_that_nobody_knows_names_the_address()
    {
        var reading = shapes.Send("payments", Call("pg.example", 443)).Read();

        reading.Callee(reading.Tree[1]!).ShouldBe("pg.example:443");
    }

    private static Span Call(string host, int port) =>
        Span("POST", 1, 1, kind: SpanKind.Client, attributes: [("server.address", host), ("server.port", port)]);
}
