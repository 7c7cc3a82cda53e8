using System.Buffers.Binary;
using System.Text.Json;

namespace Platform.Dashboard.Otlp;

/// <summary>Writes OTLP's protobuf as OTLP's JSON: lowerCamelCase, ids in hex, numbers of 64 bits as strings. What the schema does not know is left out.</summary>
internal static class OtlpJsonWriter
{
    private const int Deepest = 128;

    public static void WriteRequest(Utf8JsonWriter writer, OtlpSignal signal, ReadOnlySpan<byte> request) =>
        WriteMessage(writer, request, OtlpSchema.RequestOf(signal), 0);

    public static void WriteMessage(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, OtlpMessage message, int depth)
    {
        writer.WriteStartObject();
        if (depth < Deepest)
        {
            foreach (var number in Present(bytes))
            {
                if (message.Numbers.TryGetValue(number, out var known))
                {
                    writer.WritePropertyName(known.Name);
                    WriteField(writer, bytes, known.Field, known.Name, depth);
                }
            }
        }
        writer.WriteEndObject();
    }

    private static SortedSet<int> Present(ReadOnlySpan<byte> bytes)
    {
        var present = new SortedSet<int>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            present.Add(reader.Field);
        }
        return present;
    }

    private static void WriteField(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, OtlpField field, string name, int depth)
    {
        if (!field.Repeated)
        {
            var last = default(ProtoReader);
            var reader = new ProtoReader(bytes);
            while (reader.Next())
            {
                last = reader.Field == field.Number ? reader : last;
            }
            WriteOne(writer, in last, field, name, depth);
            return;
        }
        writer.WriteStartArray();
        var all = new ProtoReader(bytes);
        while (all.Next())
        {
            if (all.Field != field.Number)
            {
                continue;
            }
            if (field.Kind is not OtlpFieldKind.Message && all.Wire == WireType.LengthDelimited)
            {
                WritePacked(writer, all.Bytes, field, name);
            }
            else
            {
                WriteOne(writer, in all, field, name, depth);
            }
        }
        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, in ProtoReader reader, OtlpField field, string name, int depth)
    {
        switch (field.Kind)
        {
            case OtlpFieldKind.Message:
                WriteMessage(writer, reader.Bytes, field.Message!, depth + 1);
                break;
            case OtlpFieldKind.Text:
                writer.WriteStringValue(System.Text.Encoding.UTF8.GetString(reader.Bytes));
                break;
            case OtlpFieldKind.Hex:
                writer.WriteStringValue(Convert.ToHexStringLower(reader.Bytes));
                break;
            case OtlpFieldKind.Base64:
                writer.WriteBase64StringValue(reader.Bytes);
                break;
            default:
                WriteNumber(writer, reader.Bits, field, name);
                break;
        }
    }

    private static void WritePacked(Utf8JsonWriter writer, ReadOnlySpan<byte> packed, OtlpField field, string name)
    {
        if (field.Kind is OtlpFieldKind.Fixed64 or OtlpFieldKind.Double)
        {
            for (; packed.Length >= sizeof(ulong); packed = packed[sizeof(ulong)..])
            {
                WriteNumber(writer, BinaryPrimitives.ReadUInt64LittleEndian(packed), field, name);
            }
            return;
        }
        while (!packed.IsEmpty)
        {
            var (value, shift, at) = (0UL, 0, 0);
            while (at < packed.Length && shift < 64)
            {
                var next = packed[at++];
                value |= (ulong)(next & 0x7f) << shift;
                shift += 7;
                if (next < 0x80)
                {
                    break;
                }
            }
            WriteNumber(writer, value, field, name);
            packed = packed[at..];
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, ulong bits, OtlpField field, string name)
    {
        switch (field.Kind)
        {
            case OtlpFieldKind.Bool:
                writer.WriteBooleanValue(bits != 0);
                break;
            case OtlpFieldKind.ZigZag:
                writer.WriteNumberValue((long)(bits >> 1) ^ -(long)(bits & 1));
                break;
            case OtlpFieldKind.Fixed32:
                writer.WriteNumberValue((uint)bits);
                break;
            case OtlpFieldKind.Double:
                WriteDouble(writer, BitConverter.UInt64BitsToDouble(bits));
                break;
            case OtlpFieldKind.Varint when name is not ("intValue" or "bucketCounts"):
                writer.WriteNumberValue((uint)bits);
                break;
            case OtlpFieldKind.Fixed64 when name != "asInt":
            case OtlpFieldKind.Varint when name == "bucketCounts":
                writer.WriteStringValue(bits.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(((long)bits).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "Infinity"
                : "-Infinity"
            );
        }
    }
}
