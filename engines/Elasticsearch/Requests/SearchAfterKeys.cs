using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Where the page before ended.</summary>
/// <param name="ShardDocument">Of its last hit; null: hits with the same keys belong to that page too, as in <c>search_after</c>.</param>
internal sealed record SearchAfterKeys(SortKey[] Keys, long? ShardDocument)
{
    /// <exception cref="ElasticsearchException">The values are not those of the sort.</exception>
    public static SearchAfterKeys? Read(SearchBody body, IReadOnlyList<SortCriterion> criteria, IReadOnlyList<QueryContext> views)
    {
        if (body.SearchAfter is not { } values)
        {
            return null;
        }

        if (body.Sort.Count == 0)
        {
            throw ElasticsearchException.IllegalArgument("Sort must contain at least one field.");
        }

        if (values.Count != criteria.Count)
        {
            throw ElasticsearchException.IllegalArgument($"search_after has {values.Count} value(s) but sort has {criteria.Count}.");
        }

        return views.Count == 0 ? null : new([.. values.Select((value, i) => criteria[i].Read(value, views[0]))], null);
    }

    /// <summary>Whether a document comes after it.</summary>
    public bool Precedes(IReadOnlyList<SortCriterion> criteria, SortKey[] keys, long document) =>
        HitQueue.Compare(criteria, Keys, ShardDocument ?? long.MaxValue, keys, document) < 0;
}
