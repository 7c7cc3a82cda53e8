using Platform.Engines.Elasticsearch.Aggregations;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What a search found.</summary>
/// <param name="Total">As it is answered: capped where it was not to be counted further.</param>
/// <param name="MaxScore">NaN: not known, or there is none.</param>
/// <param name="Queries">Of each index.</param>
internal sealed record SearchOutcome(
    IReadOnlyList<QueryContext> Views,
    IReadOnlyList<Query> Queries,
    IReadOnlyList<SortCriterion> Criteria,
    Hit[] Hits,
    long Total,
    bool TotalIsLowerBound,
    float MaxScore,
    IReadOnlyList<Aggregator> Aggregators
);
