namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>The lists that settings call by name.</summary>
internal static class StopWords
{
    /// <summary>Lucene's for English: <c>_english_</c>.</summary>
    public static IReadOnlyList<string> English { get; } =
        (
            "a an and are as at be but by for if in into is it no not of on or such "
            + "that the their then there these they this to was will with"
        ).Split(' ');

    /// <summary>Lucene's for Chinese, Japanese and Korean texts: <c>_cjk_</c>. They are English.</summary>
    public static IReadOnlyList<string> Cjk { get; } = [.. English.Where(static word => word != "an"), "s", "t", "www"];

    /// <exception cref="ElasticsearchException">A list of another language.</exception>
    public static IReadOnlyList<string> Named(string name) =>
        name switch
        {
            "_english_" => English,
            "_cjk_" => Cjk,
            "_none_" => [],
            _ when name.StartsWith('_') && name.EndsWith('_') => throw ElasticsearchException.Unsupported(
                $"The list of stop words [{name}]"
            ),
            _ => [name],
        };
}
