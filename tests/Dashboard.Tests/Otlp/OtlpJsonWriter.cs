using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Dashboard.Tests.Otlp;

/// <summary>Writes a message as OTLP's JSON, by its descriptor: protobuf's JSON mapping, but ids in hex and enums as numbers.</summary>
internal static class OtlpJsonWriter
{
    /// <param name="random">Where given, takes the other spellings that are allowed: enum names, numbers as text, original names, unknown fields.</param>
    public static string Write(IMessage message, Random? random = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteMessage(json, message, random);
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteMessage(Utf8JsonWriter json, IMessage message, Random? random)
    {
        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (random?.Next(8) == 0)
            {
                json.WritePropertyName("notInTheSchema");
                json.WriteRawValue("""{"a":[1,{"b":null}],"traceId":"zz"}""");
            }
            if (field.IsRepeated)
            {
                var values = (System.Collections.IList)field.Accessor.GetValue(message);
                if (values.Count == 0)
                {
                    continue;
                }
                json.WritePropertyName(Name(field, random));
                json.WriteStartArray();
                foreach (var value in values)
                {
                    WriteValue(json, field, value, random);
                }
                json.WriteEndArray();
            }
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(field.Accessor.GetValue(message)))
            {
                json.WritePropertyName(Name(field, random));
                WriteValue(json, field, field.Accessor.GetValue(message), random);
            }
            else if (random?.Next(8) == 0)
            {
                json.WriteNull(Name(field, random));
            }
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldDescriptor field, object value, Random? random)
    {
        var other = random?.Next(2) == 0;
        switch (value)
        {
            case IMessage message:
                WriteMessage(json, message, random);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case ByteString bytes when field.Name.EndsWith("_id", StringComparison.Ordinal):
                var hex = Convert.ToHexString(bytes.Span);
                json.WriteStringValue(other ? hex.ToLowerInvariant() : hex);
                break;
            case ByteString bytes:
                json.WriteStringValue(bytes.ToBase64());
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number when double.IsNaN(number):
                json.WriteStringValue("NaN");
                break;
            case double number when double.IsInfinity(number):
                json.WriteStringValue(number > 0 ? "Infinity" : "-Infinity");
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case Enum named when other:
                json.WriteStringValue(field.EnumType.FindValueByNumber(Convert.ToInt32(named, null)).Name);
                break;
            case Enum named:
                json.WriteNumberValue(Convert.ToInt32(named, null));
                break;
            case long or ulong when !other:
                json.WriteStringValue(FormattableString.Invariant($"{value}"));
                break;
            default:
                json.WriteRawValue(FormattableString.Invariant($"{value}"));
                break;
        }
    }

    private static string Name(FieldDescriptor field, Random? random) => random?.Next(4) == 0 ? field.Name : field.JsonName;

    private static bool IsDefault(object value) =>
        value switch
        {
            string text => text.Length == 0,
            ByteString bytes => bytes.IsEmpty,
            double number => BitConverter.DoubleToInt64Bits(number) == 0,
            _ => value.Equals(Activator.CreateInstance(value.GetType())),
        };
}
