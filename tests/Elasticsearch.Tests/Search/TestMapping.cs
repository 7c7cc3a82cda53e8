using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests.Search;

internal sealed class TestMapping : IIndexMapping
{
    private static readonly WordAnalyzer Words = new();

    public static TestMapping Instance { get; } = new();

    public static MappedField Text { get; } =
        new()
        {
            Path = "text",
            Type = FieldType.Text,
            Analyzer = Words,
            SearchAnalyzer = Words,
        };

    public static MappedField Title { get; } =
        new()
        {
            Path = "title",
            Type = FieldType.Text,
            Analyzer = Words,
            SearchAnalyzer = Words,
            Norms = false,
        };

    public static MappedField Tag { get; } =
        new()
        {
            Path = "tag",
            Type = FieldType.Keyword,
            IgnoreAbove = 20,
        };

    public static MappedField Price { get; } = new() { Path = "price", Type = FieldType.Long };

    public IReadOnlyCollection<MappedField> Fields { get; } = [Text, Title, Tag, Price];

    public MappedField? Find(string path) => Fields.FirstOrDefault(field => field.Path == path);
}
