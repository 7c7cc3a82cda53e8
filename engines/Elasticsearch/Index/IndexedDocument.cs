using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>A document, read by its mapping, on its way into the index.</summary>
/// <param name="Source">Its JSON as it was sent.</param>
/// <param name="SeqNo">Of the operation that wrote it.</param>
/// <param name="Values">Every value of every indexed leaf and sub-field, in the source's order.</param>
public sealed record IndexedDocument(string Id, ReadOnlyMemory<byte> Source, long SeqNo, long Version, IReadOnlyList<IndexedValue> Values);

/// <summary>One value of one field.</summary>
/// <param name="Text">Of text and keyword fields.</param>
/// <param name="Number">Of all others, as <see cref="SortableNumber"/> codes it.</param>
public readonly record struct IndexedValue(MappedField Field, string? Text, long Number = 0);
