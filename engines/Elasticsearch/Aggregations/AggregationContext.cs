using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>What the aggregations of one search share.</summary>
internal sealed class AggregationContext(IReadOnlyList<QueryContext> views, SearchBody body, DateTimeOffset now)
{
    /// <summary>The setting <c>search.max_buckets</c>'s default.</summary>
    public const int MaxBuckets = 65_535;

    private int buckets;

    public IReadOnlyList<QueryContext> Views => views;

    public SearchBody Body => body;

    public DateTimeOffset Now => now;

    /// <summary>Counts buckets that will be answered.</summary>
    public void CountBuckets(int more)
    {
        if ((buckets += more) > MaxBuckets)
        {
            throw TooMany();
        }
    }

    public static ElasticsearchException TooMany() =>
        new(
            400,
            "too_many_buckets_exception",
            $"Trying to create too many buckets. Must be less than or equal to: [{MaxBuckets}] but this number of buckets was exceeded. "
                + "This limit can be set by changing the [search.max_buckets] cluster level setting."
        )
        {
            SearchPhase = "query",
            Details = new Dictionary<string, object> { ["max_buckets"] = MaxBuckets },
        };

    /// <summary>The field as the first index has it that does; null: none has.</summary>
    public MappedField? Field(string path, string aggregation)
    {
        MappedField? first = null;
        foreach (var view in views)
        {
            if (view.Mapping.Find(path) is not { Type: not FieldType.Object } field)
            {
                continue;
            }

            DocValues.Require(field, view);
            if (first is not null && (field.Type == FieldType.Keyword) != (first.Type == FieldType.Keyword))
            {
                throw new ElasticsearchException(
                    400,
                    "aggregation_execution_exception",
                    $"Failed trying to format bucket key: the field [{path}] of the aggregation [{aggregation}] has different types in two indices."
                )
                {
                    SearchPhase = "query",
                };
            }

            // Where one index has fractions, all are read with them.
            first = first is null || field.IsFloating ? field : first;
        }

        return first;
    }
}
