namespace Platform.Engines.Elasticsearch.Index;

/// <summary>What never changes of a segment; those who delete only put other <see cref="Bits"/> beside it.</summary>
internal sealed class SegmentData
{
    public required string[] Ids { get; init; }

    public required ReadOnlyMemory<byte>[] Sources { get; init; }

    public required long[] SeqNos { get; init; }

    public required long[] Versions { get; init; }

    public required Dictionary<string, InvertedField> Inverted { get; init; }

    public required Dictionary<string, NumberColumn> Numbers { get; init; }

    public required Dictionary<string, KeywordColumn> Keywords { get; init; }

    public IdTable IdTable { get; private init; } = null!;

    public long MemoryBytes { get; private init; }

    public FilterCache Filters { get; } = new();

    public int DocumentCount => Ids.Length;

    public static SegmentData Create(
        DocumentColumns documents,
        Dictionary<string, InvertedField> inverted,
        Dictionary<string, NumberColumn> numbers,
        Dictionary<string, KeywordColumn> keywords
    )
    {
        var table = new IdTable(documents.Ids);
        var bytes = table.MemoryBytes;
        for (var document = 0; document < documents.Ids.Length; document++)
        {
            // A string's and an array's own head, and the four columns.
            bytes += (2L * documents.Ids[document].Length) + documents.Sources[document].Length + 24 + 24 + 8 + 16 + 16;
        }
        foreach (var (path, field) in inverted)
        {
            bytes += field.MemoryBytes - (keywords.ContainsKey(path) ? field.Terms.MemoryBytes : 0);
        }
        bytes +=
            numbers.Values.Sum(column => column.MemoryBytes) + keywords.Values.Sum(column => column.MemoryBytes + column.Terms.MemoryBytes);
        return new()
        {
            Ids = documents.Ids,
            Sources = documents.Sources,
            SeqNos = documents.SeqNos,
            Versions = documents.Versions,
            Inverted = inverted,
            Numbers = numbers,
            Keywords = keywords,
            IdTable = table,
            MemoryBytes = bytes,
        };
    }
}

/// <summary>What every document has.</summary>
internal sealed record DocumentColumns(string[] Ids, ReadOnlyMemory<byte>[] Sources, long[] SeqNos, long[] Versions)
{
    public static DocumentColumns Of(int count) =>
        new(new string[count], new ReadOnlyMemory<byte>[count], new long[count], new long[count]);
}
