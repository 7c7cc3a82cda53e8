using System.Globalization;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>The fields that a dynamic mapping makes of values it has not seen.</summary>
internal static class DynamicFields
{
    private static readonly JsonElement TextWithKeyword = JsonDocument
        .Parse("""{ "type": "text", "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } } }""")
        .RootElement;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public static LeafNode Make(string path, JsonElement value, MappingRoot root, LeafReader leaves)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return leaves.Read(path, name, "boolean", Nothing);
            case JsonValueKind.Number:
                return leaves.Read(path, name, value.TryGetInt64(out _) ? "long" : "float", Nothing);
        }
        return DateFormatOf(value.GetString()!, root) is { } format
            ? AsDate(leaves.Read(path, name, "date", Nothing), format)
            : leaves.Read(path, name, "text", TextWithKeyword);
    }

    private static string? DateFormatOf(string text, MappingRoot root)
    {
        // A number alone would be a date of too many formats; and the known ones all begin with a digit or a sign, as most texts do not.
        if (root.DateDetection == false || text.Length == 0 || double.TryParse(text, CultureInfo.InvariantCulture, out _))
            return null;
        if (root.DateFormats is null && !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+'))
            return null;
        foreach (var format in root.DateFormats ?? MappingRoot.DefaultDateFormats)
            if (DateFormats.Of(format).TryParse(text, out _))
                return format;
        return null;
    }

    private static LeafNode AsDate(LeafNode leaf, string format)
    {
        if (format == "strict_date_optional_time")
            return leaf;
        return leaf with
        {
            Field = leaf.Field with { Format = format },
            Parameters = leaf.Parameters.SetItem("format", JsonSerializer.Serialize(format, MappingJson.Default.String)),
        };
    }
}
