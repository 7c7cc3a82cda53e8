using System.Buffers.Binary;
using System.Text;

namespace Platform.Tests.Support;

/// <summary>Reads what a test wants of OTLP's <c>ExportTraceServiceRequest</c> (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal static class TraceRequest
{
    public static IEnumerable<CollectedSpan> Spans(ReadOnlyMemory<byte> request)
    {
        foreach (var resourceSpans in Fields(request).Where(field => field.Number == 1))
        {
            var service = "";
            foreach (
                var attribute in Fields(resourceSpans.Bytes).Where(field => field.Number == 1).SelectMany(field => Fields(field.Bytes))
            )
            {
                var pair = Fields(attribute.Bytes).ToLookup(field => field.Number);
                if (attribute.Number == 1 && pair[1].Any(key => Text(key) == "service.name"))
                {
                    service = Text(Fields(pair[2].Single().Bytes).Single());
                }
            }
            foreach (var scopeSpans in Fields(resourceSpans.Bytes).Where(field => field.Number == 2))
            {
                foreach (var span in Fields(scopeSpans.Bytes).Where(field => field.Number == 2))
                {
                    var fields = Fields(span.Bytes).ToLookup(field => field.Number);
                    yield return new(
                        service,
                        Hex(fields[1].Single()),
                        Hex(fields[2].Single()),
                        fields[4].Select(Hex).SingleOrDefault(""),
                        Text(fields[5].Single()),
                        (int)fields[6].Select(kind => kind.Value).SingleOrDefault()
                    );
                }
            }
        }
    }

    private static string Text(Field field) => Encoding.UTF8.GetString(field.Bytes.Span);

    private static string Hex(Field field) => Convert.ToHexStringLower(field.Bytes.Span);

    private static List<Field> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<Field>();
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add(new(number, Varint(ref message), default));
                    break;
                case 1:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    fields.Add(new(number, 0, message[..length]));
                    message = message[length..];
                    break;
                case 5:
                    fields.Add(new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }
        return fields;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = message.Span[0];
            message = message[1..];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }

    private readonly record struct Field(int Number, ulong Value, ReadOnlyMemory<byte> Bytes);
}
