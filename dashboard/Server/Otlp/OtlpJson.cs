using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Platform.Dashboard.Otlp;

/// <summary>
/// OTLP's JSON, rewritten as protobuf while it is read, so that all that follows knows one encoding. Field by field: what the schema does not know is
/// left out, as the specification asks.
/// </summary>
internal readonly ref struct OtlpJson
{
    private const int Deepest = 128;
    private const int LongestName = 48;
    private readonly PooledBytes into;

    private OtlpJson(PooledBytes into) => this.into = into;

    /// <summary>The request in protobuf; the JSON is released.</summary>
    public static PooledBytes ToProtobuf(OtlpSignal signal, PooledBytes json, Intake intake)
    {
        using var source = json;
        var into = new PooledBytes(intake);
        try
        {
            into.Reserve(Math.Max(1, source.Length / 2));
            var reader = new Utf8JsonReader(source.Written, new JsonReaderOptions { MaxDepth = Deepest });
            reader.Read();
            new OtlpJson(into).WriteMessage(ref reader, OtlpSchema.RequestOf(signal));
            reader.Read();
            return into;
        }
        // InvalidOperationException: a text that is no UTF-8, or half of a surrogate pair.
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            into.Dispose();
            throw OtlpRefusal.Malformed($"It is no such request in JSON: {exception.Message}");
        }
        catch
        {
            into.Dispose();
            throw;
        }
    }

    private void WriteMessage(ref Utf8JsonReader reader, OtlpMessage message)
    {
        Expect(reader, JsonTokenType.StartObject);
        Span<char> name = stackalloc char[LongestName];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = reader.ValueSpan.Length <= LongestName ? message.Find(name[..reader.CopyString(name)]) : null;
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                WriteField(ref reader, field);
            }
        }
    }

    private void WriteField(ref Utf8JsonReader reader, OtlpField field)
    {
        if (!field.Repeated)
        {
            WriteOne(ref reader, field);
            return;
        }
        Expect(reader, JsonTokenType.StartArray);
        if (field.Kind is OtlpFieldKind.Message)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                WriteOne(ref reader, field);
            }
            return;
        }
        // Numbers lie packed, one behind the other.
        WriteTag(field.Number, WireType.LengthDelimited);
        var start = Begin();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WriteNumber(ref reader, field);
        }
        End(start);
    }

    private void WriteOne(ref Utf8JsonReader reader, OtlpField field)
    {
        WriteTag(field.Number, WireOf(field.Kind));
        switch (field.Kind)
        {
            case OtlpFieldKind.Message:
                var start = Begin();
                WriteMessage(ref reader, field.Message!);
                End(start);
                break;
            case OtlpFieldKind.Text:
                Expect(reader, JsonTokenType.String);
                start = Begin();
                into.Advance(reader.CopyString(into.Free(reader.ValueSpan.Length)));
                End(start);
                break;
            case OtlpFieldKind.Hex:
                Expect(reader, JsonTokenType.String);
                start = Begin();
                into.Append(Convert.FromHexString(reader.GetString()!));
                End(start);
                break;
            case OtlpFieldKind.Base64:
                Expect(reader, JsonTokenType.String);
                start = Begin();
                into.Append(reader.GetBytesFromBase64());
                End(start);
                break;
            default:
                WriteNumber(ref reader, field);
                break;
        }
    }

    private void WriteNumber(ref Utf8JsonReader reader, OtlpField field)
    {
        switch (field.Kind)
        {
            case OtlpFieldKind.Bool:
                into.Append(reader.GetBoolean() ? (byte)1 : (byte)0);
                break;
            case OtlpFieldKind.Varint:
                WriteVarint((ulong)Integer(ref reader, field));
                break;
            case OtlpFieldKind.ZigZag:
                var number = Integer(ref reader, field);
                WriteVarint((ulong)(number << 1 ^ number >> 63));
                break;
            case OtlpFieldKind.Fixed32:
                BinaryPrimitives.WriteUInt32LittleEndian(into.Free(sizeof(uint)), checked((uint)Integer(ref reader, field)));
                into.Advance(sizeof(uint));
                break;
            case OtlpFieldKind.Fixed64:
                BinaryPrimitives.WriteInt64LittleEndian(into.Free(sizeof(long)), Integer(ref reader, field));
                into.Advance(sizeof(long));
                break;
            default:
                BinaryPrimitives.WriteDoubleLittleEndian(into.Free(sizeof(double)), Double(ref reader));
                into.Advance(sizeof(double));
                break;
        }
    }

    /// <summary>Unsigned numbers beyond Int64 come as their bits.</summary>
    private static long Integer(ref Utf8JsonReader reader, OtlpField field)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) ? number
                : reader.TryGetUInt64(out var unsigned) ? (long)unsigned
                : reader.GetDouble() is var value && double.IsInteger(value) && Math.Abs(value) < 9.2e18 ? (long)value
                : throw new FormatException("A number that is no integer stands where one must.");
        }
        Expect(reader, JsonTokenType.String);
        var text = reader.GetString()!;
        return field.Names is { } names && names.TryGetValue(text, out var named) ? named
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var large) ? (long)large
            : throw new FormatException($"'{text}' stands where an integer must.");
    }

    private static double Double(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.GetDouble();
        }
        Expect(reader, JsonTokenType.String);
        return reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    private static WireType WireOf(OtlpFieldKind kind) =>
        kind switch
        {
            OtlpFieldKind.Bool or OtlpFieldKind.Varint or OtlpFieldKind.ZigZag => WireType.Varint,
            OtlpFieldKind.Fixed32 => WireType.Fixed32,
            OtlpFieldKind.Fixed64 or OtlpFieldKind.Double => WireType.Fixed64,
            _ => WireType.LengthDelimited,
        };

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException($"{reader.TokenType} stands where {type} must, at byte {reader.TokenStartIndex}.");
        }
    }

    /// <summary>One byte for the length, which is known at the end; nearly all are shorter than 128.</summary>
    private int Begin()
    {
        into.Append(0);
        return into.Length;
    }

    private void End(int start)
    {
        var length = (ulong)(into.Length - start);
        var size = Varint.LengthOf(length);
        if (size > 1)
        {
            into.Insert(start, size - 1);
        }
        Varint.Write(into.Array.AsSpan(start - 1), length);
    }

    private void WriteTag(int number, WireType wire) => WriteVarint((ulong)number << 3 | (uint)wire);

    private void WriteVarint(ulong value) => into.Advance(Varint.Write(into.Free(Varint.MaxLength), value));
}
