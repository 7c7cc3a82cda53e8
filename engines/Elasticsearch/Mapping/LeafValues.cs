using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>One JSON value as a field's type reads it.</summary>
internal static class LeafValues
{
    // Lucene's longest term.
    private const int LongestTerm = 32766;

    /// <summary>Null where the value is none for the index (a keyword that is too long).</summary>
    /// <exception cref="ElasticsearchException">It is no value of the type; the reason is the cause that Elasticsearch names.</exception>
    public static IndexedValue? Read(LeafNode leaf, JsonElement value)
    {
        var field = leaf.Field;
        return field.Type switch
        {
            FieldType.Text => new IndexedValue(field, Text(value)),
            FieldType.Keyword => Keyword(field, Text(value)),
            FieldType.Boolean => new IndexedValue(field, null, Boolean(value) ? 1 : 0),
            FieldType.Date => new IndexedValue(field, null, Date(field, value)),
            FieldType.Double or FieldType.Float => Floating(leaf, value) is { } number
                ? new IndexedValue(field, null, SortableNumber.FromDouble(number))
                : null,
            _ => Whole(leaf, value) is { } number ? new IndexedValue(field, null, number) : null,
        };
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new ElasticsearchException(400, "illegal_state_exception", "Can't get text on a START_OBJECT"),
        };

    private static IndexedValue? Keyword(MappedField field, string text)
    {
        if (text.Length > field.IgnoreAbove)
            return null;
        if (text.Length > LongestTerm / 3 && Encoding.UTF8.GetByteCount(text) is > LongestTerm and var length)
            throw ElasticsearchException.IllegalArgument(
                $"Document contains at least one immense term in field=\"{field.Path}\" (whose UTF8 encoding is longer than the max length {LongestTerm}): {length}"
            );
        return new(field, text);
    }

    private static bool Boolean(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when value.GetString() is "true" => true,
            JsonValueKind.String when value.GetString() is "false" or "" => false,
            _ => throw ElasticsearchException.IllegalArgument(
                $"Failed to parse value [{JavaText.Of(value)}] as only [true] or [false] are allowed."
            ),
        };

    private static long Date(MappedField field, JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new ElasticsearchException(400, "illegal_state_exception", $"Can't get text on a {Token(value)}"),
        };
        return DateFormats.Of(field.Format).TryParse(text, out var millis)
            ? millis
            : throw ElasticsearchException.IllegalArgument($"failed to parse date field [{text}] with format [{field.Format}]");
    }

    private static double? Floating(LeafNode leaf, JsonElement value)
    {
        double? number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when leaf.Coerce => value.GetString() is { Length: > 0 } text ? Parsed(text) : null,
            JsonValueKind.String => throw NotNumeric(value),
            _ => throw NotNumeric(value),
        };
        if (number is not { } given)
            return null;
        if (leaf.Field.Type == FieldType.Float)
            given = (float)given;
        if (!double.IsFinite(given))
            throw ElasticsearchException.IllegalArgument($"[{leaf.TypeName}] supports only finite values, but got [{Shown(given)}]");
        // -0 and 0 are one number here.
        return given == 0 ? 0 : given;
    }

    private static long? Whole(LeafNode leaf, JsonElement value)
    {
        decimal number;
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (value.TryGetInt64(out var exact))
                return InRange(leaf, exact);
            number = ToDecimal(leaf, value.GetDouble(), value.GetRawText());
        }
        else if (value.ValueKind == JsonValueKind.String && leaf.Coerce)
        {
            var text = value.GetString()!;
            if (text.Length == 0)
                return null;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact))
                return InRange(leaf, exact);
            number = ToDecimal(leaf, Parsed(text), text);
        }
        else
            throw NotNumeric(value);
        if (!leaf.Coerce && number != decimal.Truncate(number))
            throw ElasticsearchException.IllegalArgument($"Value [{JavaText.Of(value)}] has a decimal part");
        return InRange(leaf, (long)decimal.Truncate(number));
    }

    private static decimal ToDecimal(LeafNode leaf, double approximate, string text) =>
        Math.Abs(approximate) <= 9.3e18
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.Truncate(number) is >= long.MinValue and <= long.MaxValue
            ? number
            : throw ElasticsearchException.IllegalArgument($"Value [{text}] is out of range for {Article(leaf.TypeName)}");

    private static long InRange(LeafNode leaf, long number)
    {
        var (least, most) = leaf.Field.Type switch
        {
            FieldType.Integer => (int.MinValue, int.MaxValue),
            FieldType.Short => (short.MinValue, short.MaxValue),
            FieldType.Byte => (sbyte.MinValue, sbyte.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return number >= least && number <= most
            ? number
            : throw ElasticsearchException.IllegalArgument($"Value [{number}] is out of range for {Article(leaf.TypeName)}");
    }

    private static double Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && text.AsSpan().Trim().Length == text.Length
            ? number
            : throw ElasticsearchException.IllegalArgument($"For input string: \"{text}\"");

    private static ElasticsearchException NotNumeric(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => ElasticsearchException.IllegalArgument("Cannot parse object as number"),
            JsonValueKind.String => ElasticsearchException.IllegalArgument($"For input string: \"{value.GetString()}\""),
            _ => new ElasticsearchException(
                400,
                "x_content_parse_exception",
                $"Current token ({Token(value)}) not numeric, can not use numeric value accessors"
            ),
        };

    private static string Token(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            JsonValueKind.String => "VALUE_STRING",
            _ => "VALUE_NUMBER",
        };

    private static string Article(string type) => type[0] is 'i' ? $"an {type}" : $"a {type}";

    private static string Shown(double number) =>
        double.IsNaN(number) ? "NaN"
        : number > 0 ? "Infinity"
        : "-Infinity";
}
