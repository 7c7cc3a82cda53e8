using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The generated documents in an index as Lucene had them: a standard, a cjk and an english field, and one with the beginnings of words.</summary>
internal static class GeneratedIndex
{
    public static IReadOnlyList<MappedField> Fields { get; } =
    [
        .. new[] { ("title", "standard"), ("body", "cjk"), ("note", "english"), ("typed", "autocomplete") }.Select(
            static field => new MappedField
            {
                Path = field.Item1,
                Type = FieldType.Text,
                Analyzer = LuceneAnalysisTests.Catalog.Find(field.Item2),
                SearchAnalyzer = LuceneAnalysisTests.Catalog.Find(field.Item2),
            }
        ),
    ];

    public static IIndexMapping Mapping { get; } = new FourFields();

    public static IndexSnapshot Whole { get; } = Index(GeneratedDocuments.All.Count);

    public static IndexSnapshot InSegments { get; } = Index(700);

    /// <summary>One document of twenty was deleted after all were indexed.</summary>
    public static IndexSnapshot WithDeletions { get; } = Index(GeneratedDocuments.All.Count, deleteFrom: 7);

    /// <summary>The values of a document's fields, in the order of <see cref="Fields"/>.</summary>
    public static string[] Values(int document)
    {
        var (title, body, note) = GeneratedDocuments.All[document];
        return [title, body, note, title];
    }

    private static IndexSnapshot Index(int segmentSize, int deleteFrom = int.MaxValue)
    {
        var index = new DocumentIndex();
        for (var number = 0; number < GeneratedDocuments.All.Count; number++)
        {
            IndexedValue[] values = [.. Fields.Zip(Values(number), static (field, value) => new IndexedValue(field, value))];
            index.Put(new($"{number}", "{}"u8.ToArray(), number, 1, values));
            if ((number + 1) % segmentSize == 0)
            {
                index.Refresh();
            }
        }

        index.Refresh();
        for (var number = deleteFrom; number < GeneratedDocuments.All.Count; number += 20)
        {
            index.Remove($"{number}").ShouldBeTrue();
        }

        return index.Refresh();
    }

    private sealed class FourFields : IIndexMapping
    {
        public IReadOnlyCollection<MappedField> Fields => GeneratedIndex.Fields;

        public MappedField? Find(string path) => GeneratedIndex.Fields.FirstOrDefault(field => field.Path == path);
    }
}
