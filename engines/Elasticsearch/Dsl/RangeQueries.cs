using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Values between two bounds.</summary>
/// <param name="From">Null: unbounded.</param>
internal sealed record RangeBounds(string? From, bool IncludeFrom, string? To, bool IncludeTo)
{
    public DateFormats? Format { get; init; }

    public DateZone? Zone { get; init; }
}

internal static class RangeQueries
{
    public static Query Range(JsonElement body, QueryContext context)
    {
        var (name, options) = QueryParser.OneField(body, "range");
        if (options.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing($"[range] query does not support [{name}]");
        }

        var bounds = new RangeBounds(null, true, null, true);
        var boost = 1f;
        foreach (var property in options.Properties())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "gte":
                    bounds = bounds with { From = Bound(value), IncludeFrom = true };
                    break;
                case "gt":
                    bounds = bounds with { From = Bound(value), IncludeFrom = false };
                    break;
                case "lte":
                    bounds = bounds with { To = Bound(value), IncludeTo = true };
                    break;
                case "lt":
                    bounds = bounds with { To = Bound(value), IncludeTo = false };
                    break;
                case "from":
                    bounds = bounds with { From = Bound(value) };
                    break;
                case "to":
                    bounds = bounds with { To = Bound(value) };
                    break;
                case "include_lower":
                    bounds = bounds with { IncludeFrom = value.Bool(property.Name) };
                    break;
                case "include_upper":
                    bounds = bounds with { IncludeTo = value.Bool(property.Name) };
                    break;
                case "format":
                    bounds = bounds with { Format = DateFormats.Of(value.Text()) };
                    break;
                case "time_zone":
                    bounds = bounds with { Zone = DateZone.Parse(value.Text()) };
                    break;
                case "boost":
                    boost = value.Boost("range");
                    break;
                case "relation":
                    // Of range fields, which there are none of here; on others only this one is allowed.
                    if (!value.Text().Equals("intersects", StringComparison.OrdinalIgnoreCase))
                    {
                        throw ElasticsearchException.Unsupported($"[relation] in the query [range]");
                    }

                    break;
                default:
                    throw QueryParser.NotSupported("range", property.Name);
            }
        }

        var field = context.Mapping.Find(name);
        return (
            field is null || field.Type == FieldType.Object
                ? new MatchNoneQuery($"unmapped field [{name}]")
                : Between(field, bounds, context)
        ) with
        {
            Boost = boost,
        };
    }

    private static string? Bound(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : FieldValues.Text(value, "range");

    public static Query Between(MappedField field, RangeBounds bounds, QueryContext context)
    {
        context.Count();
        if (field.Type is FieldType.Text or FieldType.Keyword)
        {
            FieldValues.Searchable(field, context);
            return new TermRangeQuery(field.Path, bounds.From, bounds.IncludeFrom, bounds.To, bounds.IncludeTo);
        }

        if (bounds is { From: null, To: null })
        {
            return new ConstantScoreQuery(new ExistsQuery([field.Path]));
        }

        var range =
            field.Type == FieldType.Date ? Dates(field, bounds, context)
            : field.IsFloating ? Floating(field, bounds, context)
            : Whole(field, bounds, context);
        return range is var (from, to) && from <= to
            ? new NumberRangeQuery(field.Path, from, to)
            : new MatchNoneQuery($"nothing of [{field.Path}] lies between the bounds");
    }

    private static (long From, long To)? Dates(MappedField field, RangeBounds bounds, QueryContext context)
    {
        var from = long.MinValue;
        var to = long.MaxValue;
        if (bounds.From is { } lower)
        {
            from = FieldValues.Date(field, lower, roundUp: !bounds.IncludeFrom, context, bounds.Format, bounds.Zone);
            from += bounds.IncludeFrom ? 0 : 1;
        }

        if (bounds.To is { } upper)
        {
            to = FieldValues.Date(field, upper, roundUp: bounds.IncludeTo, context, bounds.Format, bounds.Zone);
            to -= bounds.IncludeTo ? 0 : 1;
        }

        return (from, to);
    }

    private static (long From, long To)? Floating(MappedField field, RangeBounds bounds, QueryContext context)
    {
        var from = double.NegativeInfinity;
        var to = double.PositiveInfinity;
        if (bounds.From is { } lower)
        {
            var value = FieldValues.Floating(field, lower, context);
            from = bounds.IncludeFrom ? value : Next(field, value, up: true);
        }

        if (bounds.To is { } upper)
        {
            var value = FieldValues.Floating(field, upper, context);
            to = bounds.IncludeTo ? value : Next(field, value, up: false);
        }

        // Below 0 there is −0 too, which is the same number.
        return (SortableNumber.FromDouble(from == 0 ? -0d : from), SortableNumber.FromDouble(to == 0 ? 0d : to));
    }

    private static double Next(MappedField field, double value, bool up) =>
        field.Type == FieldType.Float
            ? up
                ? MathF.BitIncrement((float)value)
                : MathF.BitDecrement((float)value)
            : up
                ? Math.BitIncrement(value)
                : Math.BitDecrement(value);

    private static (long From, long To)? Whole(MappedField field, RangeBounds bounds, QueryContext context)
    {
        var (least, most) = field.Type == FieldType.Boolean ? (0, 1) : FieldValues.Limits(field.Type);
        var (from, to) = ((decimal)least, (decimal)most);
        if (bounds.From is { } lower)
        {
            var value = Number(field, lower, context);
            from = Math.Max(from, bounds.IncludeFrom ? Ceiling(value) : Math.Min(Math.Floor(value), most) + 1);
        }

        if (bounds.To is { } upper)
        {
            var value = Number(field, upper, context);
            to = Math.Min(to, bounds.IncludeTo ? Math.Floor(value) : Math.Max(Ceiling(value), least) - 1);
        }

        return from > to ? null : ((long)from, (long)to);
    }

    private static decimal Number(MappedField field, string value, QueryContext context) =>
        field.Type == FieldType.Boolean ? FieldValues.Boolean(value, context) : FieldValues.Decimal(field, value, context);

    private static decimal Ceiling(decimal value) => Math.Ceiling(value);
}
