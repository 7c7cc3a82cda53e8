using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>How the numbers of an aggregation are printed beside their raw form.</summary>
internal sealed class ValueFormat(DateFormats? dates, DateZone? zone, bool boolean)
{
    public static ValueFormat Raw { get; } = new(null, null, false);

    public static ValueFormat Of(AggregationSpec spec, MappedField? field, string? format, DateZone? zone = null)
    {
        if (field?.Type == FieldType.Date)
        {
            return new(DateFormats.Of(format ?? field.Format), zone, false);
        }

        return format is null
            ? field?.Type == FieldType.Boolean
                ? new(null, null, true)
                : Raw
            : throw spec.Unsupported("format");
    }

    public bool IsRaw => dates is null && !boolean;

    public string Print(double value) =>
        dates is not null ? dates.Print((long)value, zone)
        : boolean
            ? value != 0 ? "true"
                : "false"
        : Requests.JavaNumbers.Text(value);
}
