using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>Numbers, in buckets as wide as an interval.</summary>
internal sealed class NumberHistogramAggregator : HistogramAggregator
{
    private double interval;
    private double offset;

    public NumberHistogramAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        if (!(interval > 0))
        {
            throw ElasticsearchException.IllegalArgument($"[interval] must be >0 for histogram aggregation [{spec.Name}]");
        }

        if (Options.Format is not null)
        {
            throw spec.Unsupported("format");
        }
    }

    protected override string TypeName => "histogram";

    protected override bool Take(JsonProperty property)
    {
        switch (property.Name)
        {
            case "interval":
                interval = property.Value.Double(property.Name);
                return true;
            case "offset":
                offset = property.Value.Double(property.Name);
                return true;
            default:
                return base.Take(property);
        }
    }

    // A bucket is known by how many intervals it is away: fractions would not come out the same twice.
    private long Index(double value) => (long)Math.Floor((value - offset) / interval);

    protected override long? KeyOf(long value)
    {
        var number = Source.Read(value);
        return HardBounds.Min is { } least && number < least.Double("min") || HardBounds.Max is { } most && number > most.Double("max")
            ? null
            : Index(number);
    }

    protected override long NextKey(long key) => key + 1;

    protected override (long? Least, long? Most) Extended() =>
        (
            ExtendedBounds.Min is { } least ? Index(least.Double("min")) : null,
            ExtendedBounds.Max is { } most ? Index(most.Double("max")) : null
        );

    private double Number(long key) => key * interval + offset;

    protected override void WriteKey(Utf8JsonWriter writer, long key) => JavaNumbers.Write(writer, "key", Number(key));

    protected override string Name(long key) => JavaNumbers.Text(Number(key));
}
