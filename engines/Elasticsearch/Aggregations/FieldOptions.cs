using System.Globalization;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>What aggregations on a field have in common: <c>field</c>, <c>missing</c>, <c>format</c>, <c>time_zone</c>.</summary>
internal sealed class FieldOptions
{
    private readonly AggregationSpec spec;

    /// <param name="more">Takes an option of the type's own; false: it has none of that name.</param>
    public FieldOptions(AggregationSpec spec, Func<JsonProperty, bool>? more = null)
    {
        this.spec = spec;
        foreach (var property in spec.Body.Properties())
        {
            switch (property.Name)
            {
                case "field":
                    Field = property.Value.Text();
                    break;
                case "missing":
                    Missing = property.Value.Text();
                    break;
                case "format":
                    Format = property.Value.Text();
                    break;
                case "time_zone":
                    Zone = DateZone.Parse(property.Value.Text());
                    break;
                case "script" or "value_type":
                    throw spec.Unsupported(property.Name);
                default:
                    if (more is null || !more(property))
                    {
                        throw spec.Unknown(property.Name);
                    }

                    break;
            }
        }
    }

    public string? Field { get; }

    public string? Missing { get; }

    public string? Format { get; }

    public DateZone? Zone { get; }

    public string RequiredField =>
        Field
        ?? throw ElasticsearchException.IllegalArgument(
            $"Required one of fields [field, script], but none were specified. (aggregation [{spec.Name}])"
        );

    /// <summary>A source of numbers.</summary>
    /// <exception cref="ElasticsearchException">The field has none.</exception>
    public NumberSource Numbers(AggregationContext context)
    {
        var field = context.Field(RequiredField, spec.Name);
        if (field?.Type == FieldType.Keyword)
        {
            throw NotFor(field);
        }

        return new(context, field, RequiredField, Missing is { } missing ? Coded(missing, field, context) : null);
    }

    public ElasticsearchException NotFor(MappedField field) =>
        new(
            400,
            "illegal_argument_exception",
            $"Field [{field.Path}] of type [{QueryContext.TypeName(field)}] is not supported for aggregation [{spec.Type}]"
        )
        {
            SearchPhase = "query",
        };

    public static long Coded(string text, MappedField? field, AggregationContext context)
    {
        if (field?.Type == FieldType.Date)
        {
            return DateFormats.Of(field.Format).Parse(text, context.Now);
        }

        if (text is "true" or "false")
        {
            return text == "true" ? 1 : 0;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? field is { IsFloating: true }
                ? SortableNumber.FromDouble(number)
                : (long)number
            : throw ElasticsearchException.IllegalArgument($"For input string: \"{text}\"");
    }
}
