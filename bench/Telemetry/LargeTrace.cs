using System.Buffers.Binary;

namespace TelemetryBench;

/// <summary>One trace of many spans in a tree that branches in four, over ten services, as requests of 500 spans; one span in 400 fails.</summary>
internal static class LargeTrace
{
    public const string Id = "0123456789abcdef0123456789abcdef";
    private const int spansOfRequest = 500;

    /// <param name="start">Nanoseconds since 1970; the trace takes 50 seconds from there.</param>
    public static IEnumerable<byte[]> Requests(int spans, long start)
    {
        for (var first = 0; first < spans; first += spansOfRequest)
        {
            var scope = new ProtoText().Message(1, new ProtoText().Text(1, "Microsoft.AspNetCore"));
            for (var index = first; index < Math.Min(spans, first + spansOfRequest); index++)
            {
                scope.Message(2, Span(index, spans, start));
            }
            var service = $"service-{first / spansOfRequest % 10:000}";
            var resource = new ProtoText().Attribute(1, "service.name", service).Attribute(1, "service.instance.id", "abcdefgh");
            yield return new ProtoText().Message(1, new ProtoText().Message(1, resource).Message(2, scope)).ToArray();
        }
    }

    private static ProtoText Span(int index, int spans, long start)
    {
        var span = new ProtoText().Bytes(1, Convert.FromHexString(Id)).Bytes(2, IdOf(index));
        if (index > 0)
        {
            span.Bytes(4, IdOf((index - 1) / 4));
        }
        var (from, to) = index == 0 ? (0, 50_000_000_000) : Times(index, spans);
        var database = index > 0 && index % 3 == 0;
        span.Text(5, database ? "SELECT ordering" : $"POST /api/v1/orders/{index % 40}")
            .Varint(6, index == 0 ? 2u : 3u)
            .Fixed64(7, (ulong)(start + from))
            .Fixed64(8, (ulong)(start + to));
        if (database)
        {
            span.Attribute(9, "db.system.name", "postgresql")
                .Attribute(9, "db.query.text", "SELECT id, state, total FROM orders WHERE store_id = $1 ORDER BY created_at DESC LIMIT 50");
        }
        else
        {
            span.Attribute(9, "http.request.method", "POST").Attribute(9, "url.path", $"/api/v1/orders/{index}");
        }
        return index % 400 == 399 ? span.Message(15, new ProtoText().Text(2, "The operation timed out").Varint(3, 2)) : span;
    }

    /// <summary>Within its parent's: a quarter of it each.</summary>
    private static (long From, long To) Times(int index, int spans)
    {
        var (from, to) = index <= 4 ? (0, 50_000_000_000) : Times((index - 1) / 4, spans);
        var quarter = (to - from) / 4;
        from += quarter * ((index - 1) % 4);
        return (from, from + (quarter * 9 / 10));
    }

    private static byte[] IdOf(int index)
    {
        var id = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)index + 1);
        return id;
    }
}
