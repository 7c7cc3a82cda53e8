using System.Buffers.Binary;
using System.IO.Compression;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;

namespace TelemetryBench;

/// <summary>
/// Export requests as a service of the graph sends them: traces of a request, a query and a call, ten attributes a span. Each time one is sent it gets other
/// trace ids, in place, so that no store sees a trace twice.
/// </summary>
internal sealed class Payloads
{
    private const int SpansPerTrace = 4;
    private readonly (byte[] Bytes, int[] Ids)[] requests;
    private readonly uint sender;
    private uint sent;

    public Payloads(uint sender, int count, int spans)
    {
        this.sender = sender;
        requests = [.. Enumerable.Range(0, count).Select(index => Make((uint)index, spans))];
    }

    /// <summary>The next request; the bytes are good until the same one comes round again.</summary>
    public byte[] Next()
    {
        var (bytes, ids) = requests[sent++ % (uint)requests.Length];
        foreach (var id in ids)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(id), sent);
        }
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return target.ToArray();
    }

    private (byte[], int[]) Make(uint index, int count)
    {
        var random = new Random((int)(sender * 1000 + index));
        var scope = new ScopeSpans { Scope = new() { Name = "Microsoft.AspNetCore" } };
        var traces = new List<byte[]>();
        for (var number = 0; number < count; number++)
        {
            if (number % SpansPerTrace == 0)
            {
                var id = new byte[16];
                random.NextBytes(id);
                BinaryPrimitives.WriteUInt32BigEndian(id.AsSpan(4), sender);
                traces.Add(id);
            }
            scope.Spans.Add(Span(traces[^1], number % SpansPerTrace, random));
        }
        var resource = new Resource();
        resource.Attributes.Add(Text("service.name", $"service-{sender}"));
        resource.Attributes.Add(Text("service.instance.id", $"service-{sender}-abcdefgh"));
        resource.Attributes.Add(Text("telemetry.sdk.name", "opentelemetry"));
        resource.Attributes.Add(Text("telemetry.sdk.language", "dotnet"));
        var bytes = new ExportTraceServiceRequest
        {
            ResourceSpans =
            {
                new ResourceSpans { Resource = resource, ScopeSpans = { scope } },
            },
        }.ToByteArray();
        return (bytes, [.. traces.SelectMany(id => Places(bytes, id))]);
    }

    private static IEnumerable<int> Places(byte[] bytes, byte[] id)
    {
        for (var at = bytes.AsSpan().IndexOf(id); at >= 0; )
        {
            yield return at;
            var next = bytes.AsSpan(at + id.Length).IndexOf(id);
            at = next < 0 ? -1 : at + id.Length + next;
        }
    }

    private static Span Span(byte[] trace, int place, Random random)
    {
        var start = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
        var id = new byte[8];
        random.NextBytes(id);
        var span = new Span
        {
            TraceId = ByteString.CopyFrom(trace),
            SpanId = ByteString.CopyFrom(id),
            Name =
                place == 0 ? "POST /api/v1/orders"
                : place == 1 ? "orders"
                : "POST",
            Kind = place == 0 ? SpanKind.Server : SpanKind.Client,
            StartTimeUnixNano = start,
            EndTimeUnixNano = start + (ulong)random.Next(1_000_000, 200_000_000),
            Flags = 257,
        };
        if (place > 0)
        {
            span.ParentSpanId = ByteString.CopyFrom(trace.AsSpan(8));
        }
        span.Attributes.AddRange(
            place switch
            {
                0 =>
                [
                    Text("http.request.method", "POST"),
                    Text("url.scheme", "http"),
                    Text("url.path", "/api/v1/orders"),
                    Text("http.route", "/api/v1/orders"),
                    Text("network.protocol.version", "1.1"),
                    Text("server.address", "localhost"),
                    Number("server.port", 41234),
                    Text("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"),
                    Number("http.response.status_code", 201),
                ],
                1 =>
                [
                    Text("db.system.name", "postgresql"),
                    Text("db.namespace", "ordering"),
                    Text("db.query.text", "insert into orders (id, buyer, total, placed) values ($1, $2, $3, $4)"),
                    Text("server.address", "localhost"),
                    Number("server.port", 5432),
                ],
                _ =>
                [
                    Text("http.request.method", "POST"),
                    Text("url.full", "http://payments/api/v1/payments"),
                    Text("server.address", "payments"),
                    Number("server.port", 80),
                    Text("network.protocol.version", "1.1"),
                    Number("http.response.status_code", 200),
                ],
            }
        );
        return span;
    }

    private static KeyValue Text(string key, string value) =>
        new()
        {
            Key = key,
            Value = new() { StringValue = value },
        };

    private static KeyValue Number(string key, long value) =>
        new()
        {
            Key = key,
            Value = new() { IntValue = value },
        };
}
