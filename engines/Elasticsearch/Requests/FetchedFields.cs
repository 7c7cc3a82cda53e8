using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>The answer's <c>fields</c>: values one by one, always in arrays, from the source or from the doc values.</summary>
internal static class FetchedFields
{
    public static IReadOnlyList<FetchedField> Read(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw ElasticsearchException.Parsing($"Unknown key for a {value.Token()} in [{name}].");
        }

        return [.. value.Items().Select(item => One(item, name))];
    }

    private static FetchedField One(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new(item.Text(), null);
        }

        string? field = null,
            format = null;
        foreach (var property in item.Properties())
        {
            switch (property.Name)
            {
                case "field":
                    field = property.Value.Text();
                    break;
                case "format":
                    format = property.Value.Text();
                    break;
                case "include_unmapped" when property.Value.ValueKind == JsonValueKind.False:
                    break;
                default:
                    throw ElasticsearchException.Unsupported($"[{property.Name}] in [{name}]");
            }
        }

        return new(field ?? throw ElasticsearchException.IllegalArgument("Required [field]"), format);
    }

    public static void Write(Utf8JsonWriter writer, Hit hit, SearchBody body, QueryContext view)
    {
        if (body.Fields.Count + body.DocValueFields.Count == 0)
        {
            return;
        }

        var values = new SortedDictionary<string, Action<Utf8JsonWriter>>(StringComparer.Ordinal);
        foreach (var asked in body.DocValueFields)
        {
            foreach (var field in view.Fields(asked.Pattern))
            {
                if (!SimplePattern.IsPattern(asked.Pattern))
                {
                    DocValues.Require(field, view);
                }

                FromColumns(values, hit, field, asked.Format);
            }
        }

        foreach (var asked in body.Fields)
        {
            foreach (var field in view.Fields(asked.Pattern))
            {
                FromSource(values, hit, field, asked.Format);
            }
        }

        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("fields");
        foreach (var (name, write) in values)
        {
            writer.WriteStartArray(name);
            write(writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void FromColumns(SortedDictionary<string, Action<Utf8JsonWriter>> values, Hit hit, MappedField field, string? format)
    {
        if (hit.Segment.Keywords(field.Path) is { } keywords && !keywords.Ordinals(hit.Document).IsEmpty)
        {
            values[field.Path] = writer =>
            {
                foreach (var ordinal in keywords.Ordinals(hit.Document))
                {
                    writer.WriteStringValue(keywords.Term(ordinal));
                }
            };
        }
        else if (hit.Segment.Numbers(field.Path) is { } numbers && !numbers.Values(hit.Document).IsEmpty)
        {
            values[field.Path] = writer =>
            {
                foreach (var number in numbers.Values(hit.Document))
                {
                    Write(writer, field, number, format);
                }
            };
        }
    }

    private static void Write(Utf8JsonWriter writer, MappedField field, long number, string? format)
    {
        switch (field.Type)
        {
            case FieldType.Date:
                writer.WriteStringValue(DateFormats.Of(format ?? field.Format).Print(number));
                break;
            case FieldType.Boolean:
                writer.WriteBooleanValue(number != 0);
                break;
            case FieldType.Float:
                JavaNumbers.WriteFloat(writer, (float)SortableNumber.ToDouble(number));
                break;
            case FieldType.Double:
                JavaNumbers.Write(writer, SortableNumber.ToDouble(number));
                break;
            default:
                writer.WriteNumberValue(number);
                break;
        }
    }

    private static void FromSource(SortedDictionary<string, Action<Utf8JsonWriter>> values, Hit hit, MappedField field, string? format)
    {
        var found = SourceValues.Of(hit.Segment.Source(hit.Document), field.Path);
        if (found.Count == 0)
        {
            return;
        }

        values[field.Path] = writer =>
        {
            foreach (var text in found)
            {
                if (field.Type == FieldType.Date)
                {
                    var formats = DateFormats.Of(field.Format);
                    writer.WriteStringValue(
                        formats.TryParse(text.Text, out var millis)
                            ? (format is null ? formats : DateFormats.Of(format)).Print(millis)
                            : text.Text
                    );
                }
                else if (field.Type is FieldType.Text or FieldType.Keyword || text.IsString)
                {
                    writer.WriteStringValue(text.Text);
                }
                else
                {
                    writer.WriteRawValue(text.Text, skipInputValidation: true);
                }
            }
        };
    }
}
