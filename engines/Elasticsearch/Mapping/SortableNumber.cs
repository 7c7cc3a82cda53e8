namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>Doubles as longs of the same order, so that one kind of column holds every number.</summary>
public static class SortableNumber
{
    public static long FromDouble(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    public static double ToDouble(long sortable) => BitConverter.Int64BitsToDouble(sortable ^ ((sortable >> 63) & long.MaxValue));

    /// <summary>What the number means, whatever its field's type.</summary>
    public static double Read(MappedField field, long sortable) => field.IsFloating ? ToDouble(sortable) : sortable;
}
