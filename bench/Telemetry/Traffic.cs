using System.Buffers.Binary;

namespace TelemetryBench;

/// <summary>
/// Requests of 512 spans as a shop's services send them: traces of eight spans through gateway, ordering, payments, PostgreSQL and Kafka, about
/// 320 bytes each with their usual attributes. Made once; only ids and times are written anew, so that the load costs little beside what it measures.
/// </summary>
internal sealed class Traffic
{
    public const int SpansOfRequest = 512;
    public const int SpansOfTrace = 8;
    private static readonly string[] services = ["gateway", "ordering", "payments", "menu"];
    private static readonly string[] routes =
    [
        "/api/v1/orders",
        "/api/v1/orders/{id}",
        "/api/v1/menus",
        "/api/v1/cart/items",
        "/api/v1/search",
    ];
    private readonly List<Template> templates = [];
    private ulong trace;

    public Traffic(int failEvery = 100)
    {
        for (var variant = 0; variant < 40; variant++)
        {
            templates.Add(new Template(Request(variant, failEvery), variant));
        }
    }

    /// <summary>Spans are written over the same bytes again and again: one thread.</summary>
    public ReadOnlySpan<byte> Next(long now)
    {
        var template = templates[(int)(trace / (SpansOfRequest / SpansOfTrace) % (ulong)templates.Count)];
        var bytes = template.Bytes;
        for (var index = 0; index < template.Places.Count; index++)
        {
            if (index % SpansOfTrace == 0)
            {
                trace++;
            }
            var at = template.Places[index];
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at.Trace + 8), trace);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at.Start), (ulong)now);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at.End), (ulong)(now + 3_000_000 + (index * 40_000)));
        }
        return bytes;
    }

    /// <summary>A request of so many log records of about 250 bytes, one in fifty an error.</summary>
    public static byte[] Logs(int count, ulong firstTrace, long now)
    {
        var scope = new ProtoText().Message(1, new ProtoText().Text(1, "Ordering.Orders"));
        for (var index = 0; index < count; index++)
        {
            var id = new byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(id.AsSpan(8), firstTrace + ((ulong)index / 4));
            var failed = index % 50 == 0;
            scope.Message(
                2,
                new ProtoText()
                    .Fixed64(1, (ulong)(now + index))
                    .Varint(2, failed ? 17u : 9u)
                    .Text(3, failed ? "Error" : "Information")
                    .Message(
                        5,
                        new ProtoText().Text(
                            1,
                            failed ? $"Payment of order {index} was refused by the gateway" : $"Order {index} accepted for store 12"
                        )
                    )
                    .Attribute(6, "OrderId", index)
                    .Attribute(6, "StoreId", $"store-{index % 300}")
                    .Attribute(6, "{OriginalFormat}", "Order {OrderId} accepted for store {StoreId}")
                    .Bytes(9, id)
                    .Bytes(10, id.AsSpan(8))
            );
        }
        return new ProtoText().Message(1, new ProtoText().Message(1, Resource("ordering")).Message(2, scope)).ToArray();
    }

    private static byte[] Request(int variant, int failEvery)
    {
        var request = new ProtoText();
        var scope = new ProtoText().Message(1, new ProtoText().Text(1, "Microsoft.AspNetCore").Text(2, "10.0.0"));
        for (var index = 0; index < SpansOfRequest; index++)
        {
            var number = (variant * SpansOfRequest) + index;
            scope.Message(2, Span(number, index % SpansOfTrace, failed: number / SpansOfTrace % failEvery == 0));
        }
        return request.Message(1, new ProtoText().Message(1, Resource(services[variant % services.Length])).Message(2, scope)).ToArray();
    }

    private static ProtoText Resource(string service) =>
        new ProtoText()
            .Attribute(1, "service.name", service)
            .Attribute(1, "service.instance.id", service + "-abcdefgh")
            .Attribute(1, "telemetry.sdk.language", "dotnet")
            .Attribute(1, "telemetry.sdk.version", "1.20.1");

    private static ProtoText Span(int number, int place, bool failed)
    {
        var id = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)number + 1);
        var span = new ProtoText().Bytes(1, new byte[16]).Bytes(2, id);
        if (place > 0)
        {
            BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)(number - place) + 1);
            span.Bytes(4, id);
        }
        var route = routes[number / SpansOfTrace % routes.Length];
        span.Text(
                5,
                place switch
                {
                    0 => $"POST {route}",
                    7 => "orders.created publish",
                    _ => "SELECT ordering",
                }
            )
            .Varint(
                6,
                place switch
                {
                    0 => 2u,
                    7 => 4u,
                    _ => 3u,
                }
            )
            .Fixed64(7, 1)
            .Fixed64(8, 2);
        if (place == 0)
        {
            span.Attribute(9, "http.request.method", "POST")
                .Attribute(9, "http.route", route)
                .Attribute(9, "http.response.status_code", failed ? 500 : 200)
                .Attribute(9, "url.path", $"/api/v1/orders/{number}")
                .Attribute(9, "user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")
                .Attribute(9, "server.address", "localhost")
                .Attribute(9, "server.port", 8080)
                .Attribute(9, "network.protocol.version", "1.1");
        }
        else if (place == 7)
        {
            span.Attribute(9, "messaging.system", "kafka")
                .Attribute(9, "messaging.destination.name", "orders.created")
                .Attribute(9, "messaging.operation.name", "publish")
                .Attribute(9, "messaging.kafka.message.key", $"order-{number}")
                .Attribute(9, "messaging.destination.partition.id", $"{number % 12}");
        }
        else
        {
            span.Attribute(9, "db.system.name", "postgresql")
                .Attribute(9, "db.namespace", "ordering")
                .Attribute(9, "server.address", "127.0.0.1")
                .Attribute(9, "server.port", 5432)
                .Attribute(
                    9,
                    "db.query.text",
                    "SELECT id, state, total FROM orders WHERE store_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT 50"
                );
        }
        return failed && place is 0 or 3 && failed
            ? span.Attribute(9, "error.type", "System.TimeoutException")
                .Message(15, new ProtoText().Text(2, "The operation timed out").Varint(3, 2))
            : span;
    }

    private sealed class Template
    {
        public Template(byte[] bytes, int variant)
        {
            Bytes = bytes;
            ReadOnlySpan<byte> none = new byte[16];
            for (var index = 0; index < SpansOfRequest; index++)
            {
                // The ids are zero as yet: 0x0a 0x10 and sixteen zeros occur nowhere else.
                var from = Places.Count == 0 ? 0 : Places[^1].End;
                while (bytes[from] != 0x0a || bytes[from + 1] != 16 || !bytes.AsSpan(from + 2, 16).SequenceEqual(none))
                {
                    from++;
                }
                var trace = from + 2;
                from = trace + 16;
                while (bytes[from] != ((7 << 3) | 1) || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(from + 1)) != 1)
                {
                    from++;
                }
                Places.Add((trace, from + 1, from + 10));
            }
        }

        public byte[] Bytes { get; }

        public List<(int Trace, int Start, int End)> Places { get; } = [];
    }
}
