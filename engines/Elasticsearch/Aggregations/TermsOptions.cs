using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>How an aggregation <c>terms</c> was asked for; the defaults are Elasticsearch's.</summary>
internal sealed class TermsOptions
{
    private TermFilter? include;
    private TermFilter? exclude;

    public TermsOptions(AggregationSpec spec)
    {
        Common = new(spec, property => Take(spec, property));
        // What ties is told apart by its key.
        if (!Order.Any(order => order.IsKey))
        {
            Order = [.. Order, new BucketOrder("_key", true)];
        }
    }

    public FieldOptions Common { get; }

    public int Size { get; private set; } = 10;

    public long MinDocCount { get; private set; } = 1;

    public bool ShowError { get; private set; }

    public IReadOnlyList<BucketOrder> Order { get; private set; } = [new("_count", false)];

    private bool Take(AggregationSpec spec, JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        switch (name)
        {
            case "size":
                Size = value.Int(name) is var size and > 0
                    ? size
                    : throw ElasticsearchException.IllegalArgument(
                        $"[size] must be greater than 0. Found [{value.Text()}] in [{spec.Name}]"
                    );
                return true;
            case "min_doc_count":
                MinDocCount = value.Long(name) is var least and >= 0
                    ? least
                    : throw ElasticsearchException.IllegalArgument(
                        $"[min_doc_count] must be greater than or equal to 0. Found [{value.Text()}] in [{spec.Name}]"
                    );
                return true;
            case "order":
                Order = BucketOrder.Read(value);
                return true;
            case "show_term_doc_count_error":
                ShowError = value.Bool(name);
                return true;
            case "include":
                include = TermFilter.Read(spec, value);
                return true;
            case "exclude":
                exclude = TermFilter.Read(spec, value);
                return true;
            case "shard_size" or "shard_min_doc_count" or "execution_hint" or "collect_mode":
                // One shard for each index, and all its terms are counted: these change nothing.
                return true;
            default:
                return false;
        }
    }

    public bool HasFilter => include is not null || exclude is not null;

    /// <summary>The same for numbers, which are compared as such: "2026-01-01" is a date, 1 is 1.0.</summary>
    /// <exception cref="ElasticsearchException">There is a pattern: numbers have none.</exception>
    public Func<long, bool> AcceptsNumber(AggregationSpec spec, Func<string, long> coded)
    {
        HashSet<long>? Numbers(TermFilter? filter) =>
            filter is null ? null
            : filter.Terms is null
                ? throw ElasticsearchException.IllegalArgument(
                    $"Aggregation [{spec.Name}] cannot support regular expression style include/exclude settings as they can only be applied to "
                        + "string fields. Use an array of values for include/exclude clauses"
                )
            : [.. filter.Terms.Select(coded)];
        var (wanted, unwanted) = (Numbers(include), Numbers(exclude));
        return number => wanted?.Contains(number) != false && unwanted?.Contains(number) != true;
    }

    public bool Accepts(string term) => include?.Matches(term) != false && exclude?.Matches(term) != true;

    private sealed record TermFilter(HashSet<string>? Terms, Regex? Pattern)
    {
        public bool Matches(string term) => Terms?.Contains(term) ?? Pattern!.IsMatch(term);

        public static TermFilter Read(AggregationSpec spec, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Array:
                    return new([.. value.Items().Select(item => item.Text())], null);
                case JsonValueKind.Object:
                    throw spec.Unsupported("partition");
                default:
                    try
                    {
                        return new(
                            null,
                            new Regex(
                                $@"\A(?:{value.Text()})\z",
                                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline
                            )
                        );
                    }
                    catch (Exception e) when (e is ArgumentException or NotSupportedException)
                    {
                        throw new ElasticsearchException(
                            400,
                            "illegal_argument_exception",
                            $"[{value.Text()}] is no regular expression that this engine reads: {e.Message}",
                            e
                        );
                    }
            }
        }
    }
}
