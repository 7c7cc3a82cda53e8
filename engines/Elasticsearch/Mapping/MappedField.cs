using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>A field as its index's mapping has it: a leaf, or a sub-field of one (<c>name.keyword</c>). Immutable.</summary>
public sealed record MappedField
{
    /// <summary>Dotted, from the document's root.</summary>
    public required string Path { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>Whether it may be searched.</summary>
    public bool Indexed { get; init; } = true;

    /// <summary>Whether it may be sorted and aggregated by. Text never.</summary>
    public bool DocValues { get; init; } = true;

    /// <summary>Of a text field: whether the field's length counts in the score.</summary>
    public bool Norms { get; init; } = true;

    /// <summary>Of a text field: what makes its terms.</summary>
    public Analyzer? Analyzer { get; init; }

    /// <summary>Of a text field: what makes the terms of a query; the same as <see cref="Analyzer"/> unless the mapping says otherwise.</summary>
    public Analyzer? SearchAnalyzer { get; init; }

    /// <summary>Of a keyword: longer values, in UTF-16 units, are kept in the source only.</summary>
    public int IgnoreAbove { get; init; } = int.MaxValue;

    /// <summary>Of a date: the formats that its values may have, as the mapping names them.</summary>
    public string Format { get; init; } = "strict_date_optional_time||epoch_millis";

    public bool IsNumeric => Type is FieldType.Long or FieldType.Integer or FieldType.Short or FieldType.Byte || IsFloating;

    /// <summary>Whether <see cref="SortableNumber"/> codes a double; else the number itself, milliseconds since 1970 of a date, 0 or 1 of a boolean.</summary>
    public bool IsFloating => Type is FieldType.Double or FieldType.Float;
}
