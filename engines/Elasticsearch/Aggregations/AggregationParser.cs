using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>Reads <c>aggs</c>.</summary>
internal static class AggregationParser
{
    private const int MaxDepth = 20;

    // What Elasticsearch 8.18 has and this engine has not.
    private static readonly HashSet<string> Unsupported =
    [
        "adjacency_matrix",
        "auto_date_histogram",
        "avg_bucket",
        "boxplot",
        "bucket_correlation",
        "bucket_count_ks_test",
        "bucket_script",
        "bucket_selector",
        "bucket_sort",
        "categorize_text",
        "change_point",
        "children",
        "composite",
        "cumulative_cardinality",
        "cumulative_sum",
        "derivative",
        "diversified_sampler",
        "extended_stats",
        "extended_stats_bucket",
        "frequent_item_sets",
        "geo_bounds",
        "geo_centroid",
        "geo_distance",
        "geo_line",
        "geohash_grid",
        "geohex_grid",
        "geotile_grid",
        "inference",
        "ip_prefix",
        "ip_range",
        "matrix_stats",
        "max_bucket",
        "median_absolute_deviation",
        "min_bucket",
        "moving_fn",
        "moving_percentiles",
        "multi_terms",
        "nested",
        "normalize",
        "parent",
        "percentile_ranks",
        "percentiles",
        "percentiles_bucket",
        "random_sampler",
        "rare_terms",
        "rate",
        "reverse_nested",
        "sampler",
        "scripted_metric",
        "serial_diff",
        "significant_terms",
        "significant_text",
        "stats_bucket",
        "string_stats",
        "sum_bucket",
        "t_test",
        "time_series",
        "top_metrics",
        "variable_width_histogram",
        "weighted_avg",
    ];

    private static readonly Dictionary<string, Func<AggregationSpec, AggregationContext, Aggregator>> Known = new()
    {
        ["avg"] = (spec, context) => new MetricAggregator(spec, context),
        ["cardinality"] = (spec, context) => new CountAggregator(spec, context),
        ["date_histogram"] = (spec, context) => new DateHistogramAggregator(spec, context),
        ["date_range"] = (spec, context) => new RangeAggregator(spec, context),
        ["filter"] = (spec, context) => new FilterAggregator(spec, context),
        ["filters"] = (spec, context) => new FilterAggregator(spec, context),
        ["global"] = (spec, context) => new GlobalAggregator(spec, context),
        ["histogram"] = (spec, context) => new NumberHistogramAggregator(spec, context),
        ["max"] = (spec, context) => new MetricAggregator(spec, context),
        ["min"] = (spec, context) => new MetricAggregator(spec, context),
        ["missing"] = (spec, context) => new MissingAggregator(spec, context),
        ["range"] = (spec, context) => new RangeAggregator(spec, context),
        ["stats"] = (spec, context) => new MetricAggregator(spec, context),
        ["sum"] = (spec, context) => new MetricAggregator(spec, context),
        ["terms"] = (spec, context) => new TermsAggregator(spec, context),
        ["top_hits"] = (spec, context) => new TopHitsAggregator(spec, context),
        ["value_count"] = (spec, context) => new CountAggregator(spec, context),
    };

    private static readonly HashSet<string> Metrics = ["avg", "cardinality", "max", "min", "stats", "sum", "top_hits", "value_count"];

    public static IReadOnlyList<Aggregator> Parse(JsonElement aggregations, AggregationContext context) =>
        [.. Read(aggregations, 0).Select(spec => Create(spec, context))];

    public static Aggregator Create(AggregationSpec spec, AggregationContext context) => Known[spec.Type](spec, context);

    private static IReadOnlyList<AggregationSpec> Read(JsonElement aggregations, int depth)
    {
        if (aggregations.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing($"Expected [START_OBJECT] under [aggs], but got a [{aggregations.Token()}]");
        }

        if (depth == MaxDepth)
        {
            throw ElasticsearchException.IllegalArgument($"aggregations may be nested {MaxDepth} deep at most");
        }

        var specs = new List<AggregationSpec>();
        foreach (var property in aggregations.Properties())
        {
            if (property.Name.AsSpan().IndexOfAny("[]>") >= 0)
            {
                throw ElasticsearchException.Parsing(
                    $"Invalid aggregation name [{property.Name}]. Aggregation names can contain any character except '[', ']', and '>'"
                );
            }

            specs.Add(One(property.Name, property.Value, depth));
        }

        return specs;
    }

    private static AggregationSpec One(string name, JsonElement body, int depth)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing(
                $"Aggregation definition for [{name} starts with a [{body.Token()}], expected a [START_OBJECT]."
            );
        }

        JsonProperty? type = null;
        JsonElement? meta = null;
        IReadOnlyList<AggregationSpec> subs = [];
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "aggs" or "aggregations":
                    subs = Read(property.Value, depth + 1);
                    break;
                case "meta":
                    meta = property.Value;
                    break;
                default:
                    if (property.Value.ValueKind != JsonValueKind.Object)
                    {
                        throw ElasticsearchException.Parsing(
                            $"Expected [START_OBJECT] under [{property.Name}], but got a [{property.Value.Token()}] in [{name}]"
                        );
                    }

                    type = type is null
                        ? property
                        : throw ElasticsearchException.Parsing(
                            $"Found two aggregation type definitions in [{name}]: [{type.Value.Name}] and [{property.Name}]"
                        );
                    break;
            }
        }

        if (type is not { } found)
        {
            throw ElasticsearchException.Parsing($"Missing definition for aggregation [{name}]");
        }

        if (!Known.ContainsKey(found.Name))
        {
            throw Unsupported.Contains(found.Name)
                ? ElasticsearchException.Unsupported($"the aggregation type [{found.Name}]")
                : ElasticsearchException.Parsing(
                    $"Unknown aggregation type [{found.Name}]{DidYouMean.Among(found.Name, Known.Keys.Concat(Unsupported))}"
                );
        }

        if (subs.Count > 0 && Metrics.Contains(found.Name))
        {
            throw new ElasticsearchException(
                400,
                "aggregation_initialization_exception",
                $"Aggregator [{name}] of type [{found.Name}] cannot accept sub-aggregations"
            );
        }

        return depth > 0 && found.Name == "global"
            ? throw new ElasticsearchException(
                400,
                "aggregation_execution_exception",
                $"Aggregation [{name}] cannot have a global sub-aggregation (it must be at the top)"
            )
            : new(name, found.Name, found.Value, meta, subs);
    }
}
