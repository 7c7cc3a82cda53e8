using System.Collections.Immutable;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>What an object does with fields that its mapping does not know.</summary>
internal enum Dynamic
{
    True,
    False,
    Strict,
}

/// <summary>An entry of a mapping: an object, or a leaf with its sub-fields. Immutable.</summary>
/// <param name="Path">Dotted, from the document's root.</param>
internal abstract record MappingNode(string Path)
{
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}

/// <param name="Dynamic">Null: as the object around it.</param>
/// <param name="Enabled">False: kept in the source, never looked into.</param>
internal sealed record ObjectNode(string Path, Dynamic? Dynamic, bool Enabled) : MappingNode(Path);

internal sealed record LeafNode(MappedField Field) : MappingNode(Field.Path)
{
    /// <summary>The same values, otherwise indexed: <c>name.keyword</c>.</summary>
    public ImmutableSortedDictionary<string, LeafNode> SubFields { get; init; } =
        ImmutableSortedDictionary.Create<string, LeafNode>(StringComparer.Ordinal);

    /// <summary>What the mapping says beside type and sub-fields where it is not the default, as JSON, to be shown as it was given.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The type as the mapping names it.</summary>
    public required string TypeName { get; init; }

    /// <summary>Taken for a null, as JSON; null: nulls have no value.</summary>
    public string? NullValue { get; init; }

    /// <summary>Strings for numbers, and fractions for whole numbers.</summary>
    public bool Coerce { get; init; } = true;

    /// <summary>A value that does not fit is left out of the index, not refused.</summary>
    public bool IgnoreMalformed { get; init; }

    /// <summary>Every field that it is, itself first.</summary>
    public IEnumerable<LeafNode> All => SubFields.Values.Prepend(this);
}
