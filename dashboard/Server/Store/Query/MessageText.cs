using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Looks for a text in all that a user can read of a message: names, values, bodies; not in keys, ids or numbers.</summary>
internal readonly struct MessageText(string text)
{
    private const int Deepest = 100;
    private readonly byte[]? needle = Utf8Search.Needle(text);

    public bool InSpan(ReadOnlySpan<byte> span)
    {
        var reader = new ProtoReader(span);
        while (reader.Next())
        {
            var found = OtlpDecoder.Tag(reader) switch
            {
                (5 << 3) | 2 => In(reader.Bytes),
                (9 << 3) | 2 => InPair(reader.Bytes, 0),
                (11 << 3) | 2 => InEvent(reader.Bytes),
                (13 << 3) | 2 => InPairs(reader.Bytes, 4, 0),
                (15 << 3) | 2 => InStatus(reader.Bytes),
                _ => false,
            };
            if (found)
            {
                return true;
            }
        }
        return false;
    }

    public bool InLog(ReadOnlySpan<byte> record)
    {
        var reader = new ProtoReader(record);
        while (reader.Next())
        {
            var found = OtlpDecoder.Tag(reader) switch
            {
                (5 << 3) | 2 => InValue(reader.Bytes, 0),
                (6 << 3) | 2 => InPair(reader.Bytes, 0),
                (12 << 3) | 2 => In(reader.Bytes),
                _ => false,
            };
            if (found)
            {
                return true;
            }
        }
        return false;
    }

    public bool InValue(ReadOnlySpan<byte> anyValue) => InValue(anyValue, 0);

    public bool In(ReadOnlySpan<byte> utf8) =>
        needle is not null ? Utf8Search.Contains(utf8, needle) : OtlpDecoder.Text(utf8).Contains(text, StringComparison.OrdinalIgnoreCase);

    private bool InEvent(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == ((2 << 3) | 2) && In(reader.Bytes))
            {
                return true;
            }
        }
        return InPairs(message, 3, 0);
    }

    private bool InStatus(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == ((2 << 3) | 2) && In(reader.Bytes))
            {
                return true;
            }
        }
        return false;
    }

    private bool InPairs(ReadOnlySpan<byte> message, int field, int depth)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Wire == WireType.LengthDelimited && InPair(reader.Bytes, depth))
            {
                return true;
            }
        }
        return false;
    }

    private bool InPair(ReadOnlySpan<byte> keyValue, int depth)
    {
        var reader = new ProtoReader(keyValue);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == ((2 << 3) | 2) && InValue(reader.Bytes, depth))
            {
                return true;
            }
        }
        return false;
    }

    private bool InValue(ReadOnlySpan<byte> anyValue, int depth)
    {
        var reader = new ProtoReader(anyValue);
        while (depth <= Deepest && reader.Next())
        {
            var found = OtlpDecoder.Tag(reader) switch
            {
                (1 << 3) | 2 => In(reader.Bytes),
                (5 << 3) | 2 => InItems(reader.Bytes, depth + 1),
                (6 << 3) | 2 => InPairs(reader.Bytes, 1, depth + 1),
                _ => false,
            };
            if (found)
            {
                return true;
            }
        }
        return false;
    }

    private bool InItems(ReadOnlySpan<byte> array, int depth)
    {
        var reader = new ProtoReader(array);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == ((1 << 3) | 2) && InValue(reader.Bytes, depth))
            {
                return true;
            }
        }
        return false;
    }
}
