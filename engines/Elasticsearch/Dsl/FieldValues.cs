using System.Globalization;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Values of a query as its field has them.</summary>
internal static class FieldValues
{
    /// <summary>Documents whose field has exactly this value.</summary>
    public static Query Term(MappedField field, string value, QueryContext context)
    {
        context.Count();
        switch (field.Type)
        {
            case FieldType.Text or FieldType.Keyword:
                Searchable(field, context);
                return new TermQuery(field.Path, value);
            case FieldType.Date:
                // "2026-01" is a whole month.
                return new NumberRangeQuery(
                    field.Path,
                    Date(field, value, roundUp: false, context),
                    Date(field, value, roundUp: true, context)
                );
            default:
                return Number(field, value, context) is { } number
                    ? new NumbersQuery(field.Path, [number])
                    : new MatchNoneQuery($"[{field.Path}] has no such value as [{value}]");
        }
    }

    public static Query Terms(MappedField field, IReadOnlyList<string> values, QueryContext context)
    {
        context.Count();
        switch (field.Type)
        {
            case FieldType.Text or FieldType.Keyword:
                Searchable(field, context);
                return new TermsQuery(field.Path, values.ToHashSet(StringComparer.Ordinal));
            case FieldType.Date:
                return new ConstantScoreQuery(new BooleanQuery([], [], [.. values.Select(value => Term(field, value, context))], [], 1));
            default:
                HashSet<long> numbers = [.. values.Select(value => Number(field, value, context)).OfType<long>()];
                return numbers.Count > 0 ? new NumbersQuery(field.Path, numbers) : new MatchNoneQuery($"[{field.Path}] has no such values");
        }
    }

    public static void Searchable(MappedField field, QueryContext context)
    {
        if (!field.Indexed)
        {
            throw context.Failed($"Cannot search on field [{field.Path}] since it is not indexed.");
        }
    }

    /// <summary>As <see cref="SortableNumber"/> codes it; null when no value of the field can be equal to it.</summary>
    private static long? Number(MappedField field, string value, QueryContext context)
    {
        if (field.Type == FieldType.Boolean)
        {
            return Boolean(value, context);
        }

        if (field.IsFloating)
        {
            return SortableNumber.FromDouble(Floating(field, value, context));
        }

        var number = Decimal(field, value, context);
        var (least, most) = Limits(field.Type);
        return number == decimal.Truncate(number) && number >= least && number <= most ? (long)number : null;
    }

    public static long Boolean(string value, QueryContext context) =>
        value switch
        {
            "true" => 1,
            "false" or "" => 0,
            _ => throw context.Failed($"Can't parse boolean value [{value}], expected [true] or [false]"),
        };

    public static double Floating(MappedField field, string value, QueryContext context)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsNaN(number))
        {
            throw context.Failed($"For input string: \"{value}\"");
        }

        number = field.Type == FieldType.Float ? (float)number : number;
        return double.IsFinite(number)
            ? number
            : throw context.Failed($"[{QueryContext.TypeName(field)}] supports only finite values, but got [{value}]");
    }

    /// <summary>A number that a whole-numbered field is compared to; far beyond the field's limits it is just beyond them.</summary>
    public static decimal Decimal(MappedField field, string value, QueryContext context)
    {
        _ = field;
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return exact;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rough) && !double.IsNaN(rough)
            ? rough > 0
                ? decimal.MaxValue
                : decimal.MinValue
            : throw context.Failed($"For input string: \"{value}\"");
    }

    public static (long Least, long Most) Limits(FieldType type) =>
        type switch
        {
            FieldType.Integer => (int.MinValue, int.MaxValue),
            FieldType.Short => (short.MinValue, short.MaxValue),
            FieldType.Byte => (sbyte.MinValue, sbyte.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };

    public static long Date(
        MappedField field,
        string value,
        bool roundUp,
        QueryContext context,
        DateFormats? format = null,
        DateZone? zone = null
    )
    {
        try
        {
            return (format ?? DateFormats.Of(field.Format)).Parse(value, context.Now, roundUp, zone);
        }
        catch (ElasticsearchException e) when (e.SearchPhase is null)
        {
            throw new ElasticsearchException(e.Status, e.Type, e.Message, e) { SearchPhase = "query", Index = context.View.Name };
        }
    }

    /// <summary>A scalar of the body as text.</summary>
    /// <exception cref="ElasticsearchException">It is none.</exception>
    public static string Text(JsonElement value, string query) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => throw ElasticsearchException.Parsing($"[{query}] query does not support array of values"),
            JsonValueKind.Object => throw ElasticsearchException.Parsing($"[{query}] query does not support an object as value"),
            JsonValueKind.Null => throw ElasticsearchException.IllegalArgument("value cannot be null"),
            _ => value.Text(),
        };
}
