using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Dashboard.Store;

public enum AttributeKind : byte
{
    /// <summary>OTLP's AnyValue without a value.</summary>
    None,
    Text,
    Integer,
    Double,
    Boolean,
    Array,
    Map,
    Bytes,
}

/// <summary>A value of an attribute, or a log record's body.</summary>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? reference;
    private readonly long bits;

    private AttributeValue(AttributeKind kind, object? reference, long bits) => (Kind, this.reference, this.bits) = (kind, reference, bits);

    public AttributeKind Kind { get; }

    public static AttributeValue Of(string value) => new(AttributeKind.Text, value, 0);

    public static AttributeValue Of(long value) => new(AttributeKind.Integer, null, value);

    public static AttributeValue Of(double value) => new(AttributeKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static AttributeValue Of(bool value) => new(AttributeKind.Boolean, null, value ? 1 : 0);

    public static AttributeValue Of(byte[] value) => new(AttributeKind.Bytes, value, 0);

    public static AttributeValue Of(IReadOnlyList<AttributeValue> items) => new(AttributeKind.Array, items, 0);

    public static AttributeValue Of(IReadOnlyList<KeyValuePair<string, AttributeValue>> map) => new(AttributeKind.Map, map, 0);

    /// <summary>The text itself; null of any other kind.</summary>
    public string? Text => reference as string;

    public long Integer => bits;

    public double Double => BitConverter.Int64BitsToDouble(bits);

    public bool Boolean => bits != 0;

    public byte[] Bytes => reference as byte[] ?? [];

    public IReadOnlyList<AttributeValue> Items => reference as IReadOnlyList<AttributeValue> ?? [];

    public IReadOnlyList<KeyValuePair<string, AttributeValue>> Map =>
        reference as IReadOnlyList<KeyValuePair<string, AttributeValue>> ?? [];

    /// <summary>The value as a number, if it is one or a text that is one.</summary>
    public bool TryNumber(out double number)
    {
        number =
            Kind == AttributeKind.Integer ? bits
            : Kind == AttributeKind.Double ? Double
            : 0;
        return Kind is AttributeKind.Integer or AttributeKind.Double
            || (Kind == AttributeKind.Text && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number));
    }

    /// <summary>As people read it: text as it is, arrays and maps as JSON, bytes in Base64.</summary>
    public override string ToString() =>
        Kind switch
        {
            AttributeKind.Text => Text!,
            AttributeKind.Integer => bits.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
            AttributeKind.Boolean => Boolean ? "true" : "false",
            AttributeKind.Bytes => Convert.ToBase64String(Bytes),
            AttributeKind.Array or AttributeKind.Map => ToJson(),
            _ => "",
        };

    /// <summary>As plain JSON, not OTLP's.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case AttributeKind.Integer:
                writer.WriteNumberValue(bits);
                break;
            case AttributeKind.Double when double.IsFinite(Double):
                writer.WriteNumberValue(Double);
                break;
            case AttributeKind.Boolean:
                writer.WriteBooleanValue(Boolean);
                break;
            case AttributeKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteTo(writer);
                }
                writer.WriteEndArray();
                break;
            case AttributeKind.Map:
                writer.WriteStartObject();
                foreach (var (key, value) in Map)
                {
                    writer.WritePropertyName(key);
                    value.WriteTo(writer);
                }
                writer.WriteEndObject();
                break;
            case AttributeKind.None:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(ToString());
                break;
        }
    }

    public bool Equals(AttributeValue other) => Kind == other.Kind && ToString() == other.ToString();

    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, ToString());

    private string ToJson()
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            WriteTo(writer);
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
