using System.Globalization;
using System.Text;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Attributes as text, for dimensions are told apart and picked by what they read.</summary>
internal static class OtlpAttributes
{
    // Values may nest: deeper than people write they are an attack on the stack.
    private const int Deepest = 16;

    /// <summary>Reads the <c>KeyValue</c>s in field <paramref name="field"/> of a message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, int field, out AttributeSet attributes)
    {
        attributes = AttributeSet.Empty;
        var items = new List<KeyValuePair<string, string>>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Wire == WireType.LengthDelimited && !TryReadItem(reader.Bytes, items, 0))
            {
                return false;
            }
        }
        attributes = items.Count == 0 ? AttributeSet.Empty : new AttributeSet(items);
        return !reader.Malformed;
    }

    public static bool TryReadItem(ReadOnlySpan<byte> bytes, List<KeyValuePair<string, string>> into, int depth = 0)
    {
        var (key, value) = ("", "");
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader is { Field: 1, Wire: WireType.LengthDelimited })
            {
                key = Encoding.UTF8.GetString(reader.Bytes);
            }
            else if (reader is { Field: 2, Wire: WireType.LengthDelimited } && !TryReadValue(reader.Bytes, depth, out value))
            {
                return false;
            }
        }
        into.Add(new(key, value));
        return !reader.Malformed;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> bytes, int depth, out string value)
    {
        value = "";
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field, reader.Wire)
            {
                case (1, WireType.LengthDelimited):
                    value = Encoding.UTF8.GetString(reader.Bytes);
                    break;
                case (2, WireType.Varint):
                    value = reader.Bits != 0 ? "true" : "false";
                    break;
                case (3, WireType.Varint):
                    value = reader.Int64.ToString(CultureInfo.InvariantCulture);
                    break;
                case (4, WireType.Fixed64):
                    value = reader.Double.ToString(CultureInfo.InvariantCulture);
                    break;
                case (5 or 6, WireType.LengthDelimited):
                    if (depth >= Deepest || !TryReadMany(reader.Field, reader.Bytes, depth + 1, out value))
                    {
                        return false;
                    }
                    break;
                case (7, WireType.LengthDelimited):
                    value = Convert.ToBase64String(reader.Bytes);
                    break;
            }
        }
        return !reader.Malformed;
    }

    private static bool TryReadMany(int kind, ReadOnlySpan<byte> bytes, int depth, out string value)
    {
        value = "";
        var parts = new List<string>();
        var pairs = new List<KeyValuePair<string, string>>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader is not { Field: 1, Wire: WireType.LengthDelimited })
            {
                continue;
            }
            var part = "";
            if (kind == 5 ? !TryReadValue(reader.Bytes, depth, out part) : !TryReadItem(reader.Bytes, pairs, depth))
            {
                return false;
            }
            parts.Add(part);
        }
        value = kind == 5 ? $"[{string.Join(", ", parts)}]" : $"{{{string.Join(", ", pairs.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";
        return !reader.Malformed;
    }
}
