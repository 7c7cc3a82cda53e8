using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Reads attributes where they lie, without making anything of them; and says whether they are well-formed.</summary>
internal static class AttributeScan
{
    private const int Deepest = 100;

    /// <summary>Splits a <c>KeyValue</c>; false where it or its value is malformed.</summary>
    public static bool TryPair(ReadOnlySpan<byte> keyValue, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value, int depth = 0)
    {
        key = value = default;
        var reader = new ProtoReader(keyValue);
        while (reader.Next())
        {
            switch (OtlpDecoder.Tag(reader))
            {
                case (1 << 3) | 2:
                    key = reader.Bytes;
                    break;
                case (2 << 3) | 2:
                    value = reader.Bytes;
                    if (!IsValue(value, depth))
                    {
                        return false;
                    }
                    break;
            }
        }
        return !reader.Malformed;
    }

    /// <summary>Whether all of a message's <c>KeyValue</c>s under the field, and the message itself, are well-formed.</summary>
    public static bool AreAttributes(ReadOnlySpan<byte> message, int field, int depth = 0)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Wire == WireType.LengthDelimited && !TryPair(reader.Bytes, out _, out _, depth))
            {
                return false;
            }
        }
        return !reader.Malformed;
    }

    /// <summary>The text of an <c>AnyValue</c> that holds one; else empty.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> anyValue)
    {
        var reader = new ProtoReader(anyValue);
        ReadOnlySpan<byte> text = default;
        while (reader.Next())
        {
            text = OtlpDecoder.Tag(reader) == ((1 << 3) | 2) ? reader.Bytes : text;
        }
        return text;
    }

    /// <summary>The whole number of an <c>AnyValue</c>, also where it is written as text; else 0.</summary>
    public static long Integer(ReadOnlySpan<byte> anyValue)
    {
        var reader = new ProtoReader(anyValue);
        var number = 0L;
        while (reader.Next())
        {
            switch (OtlpDecoder.Tag(reader))
            {
                case 3 << 3:
                    number = reader.Int64;
                    break;
                case (1 << 3) | 2:
                    _ = System.Buffers.Text.Utf8Parser.TryParse(reader.Bytes, out number, out _);
                    break;
            }
        }
        return number;
    }

    public static bool IsValue(ReadOnlySpan<byte> anyValue, int depth = 0)
    {
        var reader = new ProtoReader(anyValue);
        while (reader.Next())
        {
            var nested = OtlpDecoder.Tag(reader) switch
            {
                (5 << 3) | 2 => depth < Deepest && IsArray(reader.Bytes, depth + 1),
                (6 << 3) | 2 => depth < Deepest && AreAttributes(reader.Bytes, 1, depth + 1),
                _ => true,
            };
            if (!nested)
            {
                return false;
            }
        }
        return !reader.Malformed;
    }

    private static bool IsArray(ReadOnlySpan<byte> array, int depth)
    {
        var reader = new ProtoReader(array);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == ((1 << 3) | 2) && !IsValue(reader.Bytes, depth))
            {
                return false;
            }
        }
        return !reader.Malformed;
    }
}
