using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>The numbers of a field, document by document, over several indices.</summary>
/// <param name="missing">What stands for none, coded as the field's values are; null: nothing does.</param>
internal sealed class NumberSource(AggregationContext context, MappedField? field, string path, long? missing)
{
    private readonly long[] substitute = missing is { } value ? [value] : [];
    private MappedField? here;
    private NumberColumn? column;
    private bool substituted;

    /// <summary>As the values are coded; null: no index has the field.</summary>
    public MappedField? Field { get; } = field;

    public void EnterView(int view) => here = context.Views[view].Mapping.Find(path);

    public void EnterSegment(Segment segment) =>
        column = here is null || here.Type is FieldType.Keyword or FieldType.Object ? null : segment.Numbers(path);

    /// <summary>As this index codes them.</summary>
    public ReadOnlySpan<long> Values(int document)
    {
        var values = column is null ? [] : column.Values(document);
        substituted = values.IsEmpty;
        return substituted ? substitute : values;
    }

    /// <summary>A value of <see cref="Values"/> as a number.</summary>
    public double Read(long value) => IsFloating ? SortableNumber.ToDouble(value) : value;

    /// <summary>A value of <see cref="Values"/> as <see cref="Field"/> codes it.</summary>
    public long Coded(long value) => Field is { IsFloating: true } && !IsFloating ? SortableNumber.FromDouble(value) : value;

    private bool IsFloating => (substituted ? Field : here) is { IsFloating: true };
}
