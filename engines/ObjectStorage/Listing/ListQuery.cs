using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Listing;

/// <summary>What every listing is asked: keys that begin with a prefix, rolled up at the next delimiter, one page at a time.</summary>
/// <param name="After">Only what comes behind this; a common prefix hides all that it stands for.</param>
internal sealed record ListQuery(string Prefix, string Delimiter, string After, int Max)
{
    /// <summary>The common prefix that a key is rolled up to; null for a key that is listed itself.</summary>
    public string? Rollup(string key)
    {
        if (Delimiter.Length == 0)
            return null;
        var at = key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + Delimiter.Length)];
    }

    public static ListQuery From(QueryParameters query, string afterParameter, string maxParameter = "max-keys") =>
        new(
            query["prefix"] ?? "",
            query["delimiter"] ?? "",
            query[afterParameter] ?? "",
            query.Number(maxParameter, S3Limits.Page, S3Limits.Page)
        );
}

/// <param name="CommonPrefixes">In order; they count as entries of the page.</param>
/// <param name="Last">The last entry, key or common prefix, when there is more behind it.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, IReadOnlyList<string> CommonPrefixes, string? Last)
{
    public bool IsTruncated => Last is not null;
}
