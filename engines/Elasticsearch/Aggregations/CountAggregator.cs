using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary><c>value_count</c>, and <c>cardinality</c>, which here is exact at any size.</summary>
internal sealed class CountAggregator : Aggregator
{
    private readonly NumberSource? numbers;
    private readonly KeywordSource? keywords;
    private readonly bool distinct;
    private readonly List<HashSet<long>?> values = [];
    private long[] counts = [];

    public CountAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        distinct = spec.Type == "cardinality";
        // How exact, and how: it always is.
        var options = new FieldOptions(
            spec,
            property => distinct && property.Name is "precision_threshold" or "execution_hint" or "rehash"
        );
        if (options.Format is not null)
        {
            throw spec.Unsupported("format");
        }

        if (context.Field(options.RequiredField, spec.Name)?.Type == FieldType.Keyword)
        {
            keywords = new(context, options.RequiredField, options.Missing);
        }
        else
        {
            numbers = options.Numbers(context);
        }
    }

    protected override string TypeName => Spec.Type;

    public override void EnterView(int view)
    {
        numbers?.EnterView(view);
        keywords?.EnterView(view);
    }

    public override void EnterSegment(Segment segment)
    {
        numbers?.EnterSegment(segment);
        keywords?.EnterSegment(segment);
    }

    public override void Collect(int document, int bucket, float score)
    {
        if (keywords is not null)
        {
            var ordinals = keywords.Ordinals(document);
            if (!distinct)
            {
                Count(bucket, ordinals.Length);
                return;
            }

            foreach (var ordinal in ordinals)
            {
                Values(bucket).Add(keywords.Global(ordinal));
            }

            return;
        }

        var found = numbers!.Values(document);
        if (!distinct)
        {
            Count(bucket, found.Length);
            return;
        }

        foreach (var value in found)
        {
            Values(bucket).Add(numbers.Coded(value));
        }
    }

    private void Count(int bucket, int more)
    {
        if (bucket >= counts.Length)
        {
            Array.Resize(ref counts, Math.Max(bucket + 1, counts.Length * 2));
        }

        counts[bucket] += more;
    }

    private HashSet<long> Values(int bucket)
    {
        while (values.Count <= bucket)
        {
            values.Add(null);
        }

        return values[bucket] ??= [];
    }

    private long Of(int bucket) =>
        distinct
            ? (uint)bucket < (uint)values.Count
                ? values[bucket]?.Count ?? 0
                : 0
            : (uint)bucket < (uint)counts.Length
                ? counts[bucket]
                : 0;

    public override double Value(ReadOnlySpan<string> path, int bucket) => path is [] or ["value"] ? Of(bucket) : base.Value(path, bucket);

    protected override void Write(Utf8JsonWriter writer, int bucket) => writer.WriteNumber("value", Of(bucket));
}
