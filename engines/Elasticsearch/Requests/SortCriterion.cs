using System.Globalization;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What kind of values a criterion compares.</summary>
internal enum SortKind
{
    Score,
    Document,
    Whole,
    Floating,
    Keyword,
}

/// <summary>One criterion of a sort, fitted to the indices that are searched. Immutable.</summary>
internal sealed class SortCriterion
{
    private SortCriterion(SortField asked, SortKind kind, MappedField? field)
    {
        (Asked, Kind, Field) = (asked, kind, field);
        Last = asked.Missing == "_last";
        First = asked.Missing == "_first";
        if (field?.Type == FieldType.Date && asked.Format is { } format)
        {
            Dates = DateFormats.Of(format);
        }
    }

    public SortField Asked { get; }

    public SortKind Kind { get; }

    /// <summary>Of the first index that has it.</summary>
    public MappedField? Field { get; }

    public bool Ascending => Asked.Ascending;

    private bool Last { get; }

    private bool First { get; }

    private DateFormats? Dates { get; }

    public static SortCriterion Of(SortField asked, IReadOnlyList<QueryContext> views)
    {
        if (asked.IsScore || asked.IsDocument)
        {
            return new(asked, asked.IsScore ? SortKind.Score : SortKind.Document, null);
        }

        MappedField? field = null;
        SortKind? kind = null;
        foreach (var view in views)
        {
            var here = view.Mapping.Find(asked.Name);
            if (here is null || here.Type == FieldType.Object)
            {
                _ = asked.UnmappedType ?? throw view.Refused($"No mapping found for [{asked.Name}] in order to sort on");
                continue;
            }

            DocValues.Require(here, view);
            var its =
                here.Type == FieldType.Keyword ? SortKind.Keyword
                : here.IsFloating ? SortKind.Floating
                : SortKind.Whole;
            if (kind is { } other && other != its && (other == SortKind.Keyword || its == SortKind.Keyword))
            {
                throw ElasticsearchException.IllegalArgument(
                    $"Can't sort on field [{asked.Name}]; the field has incompatible sort types: [STRING] and [LONG] across shards!"
                );
            }

            kind = kind == SortKind.Floating ? kind : its;
            field ??= here;
        }

        if (kind == SortKind.Keyword && asked.Mode is SortMode.Avg or SortMode.Sum or SortMode.Median)
        {
            throw ElasticsearchException.IllegalArgument("we only support AVG, MEDIAN and SUM on number based fields");
        }

        return new(asked, kind ?? UnmappedKind(asked.UnmappedType), field);
    }

    private static SortKind UnmappedKind(string? type) =>
        type switch
        {
            "keyword" => SortKind.Keyword,
            "double" or "float" => SortKind.Floating,
            null or "long" or "integer" or "short" or "byte" or "date" or "boolean" => SortKind.Whole,
            _ => throw ElasticsearchException.IllegalArgument($"No mapper found for type [{type}]"),
        };

    /// <summary>What stands for a document without a value.</summary>
    public SortKey MissingKey(QueryContext context)
    {
        if (Kind == SortKind.Keyword)
        {
            return new(0, Last || First ? null : Asked.Missing);
        }

        // Last is the greatest where ascending and the least where descending.
        if (Last || First)
        {
            return new(Missing(greatest: Last == Ascending));
        }

        return Kind == SortKind.Floating
            ? new(SortableNumber.FromDouble(Double(Asked.Missing)))
            : new(
                Field?.Type == FieldType.Date ? DateFormats.Of(Field.Format).Parse(Asked.Missing, context.Now) : (long)Double(Asked.Missing)
            );
    }

    private long Missing(bool greatest) =>
        Kind == SortKind.Floating ? SortableNumber.FromDouble(greatest ? double.PositiveInfinity : double.NegativeInfinity)
        : greatest ? long.MaxValue
        : long.MinValue;

    private static double Double(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text is "true" or "false"
            ? text == "true" ? 1
                : 0
        : throw ElasticsearchException.IllegalArgument($"For input string: \"{text}\"");

    /// <returns>Below 0 when <paramref name="a"/> comes first.</returns>
    public int Compare(in SortKey a, in SortKey b)
    {
        if (Kind != SortKind.Keyword)
        {
            return Ascending ? a.Number.CompareTo(b.Number) : b.Number.CompareTo(a.Number);
        }

        if (a.Text is null || b.Text is null)
        {
            // Without a value: last in either order, unless first was asked for.
            return a.Text is null == b.Text is null ? 0
                : a.Text is null == First ? -1
                : 1;
        }

        var order = Utf8Order.Instance.Compare(a.Text, b.Text);
        return Ascending ? order : -order;
    }

    public void Write(Utf8JsonWriter writer, in SortKey key)
    {
        switch (Kind)
        {
            case SortKind.Score:
                JavaNumbers.WriteFloat(writer, (float)SortableNumber.ToDouble(key.Number));
                break;
            case SortKind.Floating:
                JavaNumbers.Write(writer, SortableNumber.ToDouble(key.Number));
                break;
            case SortKind.Keyword:
                writer.WriteStringValue(key.Text);
                break;
            case SortKind.Whole when Dates is not null && key.Number is not (long.MinValue or long.MaxValue):
                writer.WriteStringValue(Dates.Print(key.Number));
                break;
            default:
                writer.WriteNumberValue(key.Number);
                break;
        }
    }

    /// <summary>A value of <c>search_after</c>.</summary>
    public SortKey Read(JsonElement value, QueryContext context)
    {
        if (!value.IsScalar())
        {
            throw ElasticsearchException.Parsing(
                $"Expected [VALUE_STRING] or [VALUE_NUMBER] or [VALUE_BOOLEAN] or [VALUE_NULL] but found [{value.Token()}] inside search_after."
            );
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return Kind == SortKind.Keyword ? new(0) : MissingKey(context);
        }

        var text = value.Text();
        try
        {
            return Kind switch
            {
                SortKind.Keyword => new(0, text),
                SortKind.Score or SortKind.Floating => new(SortableNumber.FromDouble(Floating(text))),
                _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Dates is null =>
                    new(number),
                _ when Field?.Type == FieldType.Date => new((Dates ?? DateFormats.Of(Field.Format)).Parse(text, context.Now)),
                _ => new((long)Floating(text)),
            };
        }
        catch (FormatException)
        {
            throw ElasticsearchException.IllegalArgument($"Failed to parse search_after value for field [{Asked.Name}].");
        }
    }

    private static double Floating(string text) =>
        text switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "true" => 1,
            "false" => 0,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
}
