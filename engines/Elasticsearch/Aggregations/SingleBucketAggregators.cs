using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary><c>global</c>: every document, whatever the query says. Only at the top.</summary>
internal sealed class GlobalAggregator : BucketAggregator
{
    public GlobalAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        foreach (var property in spec.Body.Properties())
        {
            throw spec.Unknown(property.Name);
        }
    }

    protected override string TypeName => "global";

    public override void Collect(int document, int bucket, float score) => CollectInto(bucket, document, score);

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        writer.WriteNumber("doc_count", CountOf(bucket));
        WriteSubs(writer, bucket);
    }
}

/// <summary><c>missing</c>: documents without a value.</summary>
internal sealed class MissingAggregator : BucketAggregator
{
    private readonly NumberSource? numbers;
    private readonly KeywordSource? keywords;

    public MissingAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        var options = new FieldOptions(spec);
        if (context.Field(options.RequiredField, spec.Name)?.Type == FieldType.Keyword)
        {
            keywords = new(context, options.RequiredField, null);
        }
        else
        {
            numbers = options.Numbers(context);
        }
    }

    protected override string TypeName => "missing";

    public override void EnterView(int view)
    {
        base.EnterView(view);
        numbers?.EnterView(view);
        keywords?.EnterView(view);
    }

    public override void EnterSegment(Segment segment)
    {
        base.EnterSegment(segment);
        numbers?.EnterSegment(segment);
        keywords?.EnterSegment(segment);
    }

    public override void Collect(int document, int bucket, float score)
    {
        if (keywords is not null ? keywords.Ordinals(document).IsEmpty : numbers!.Values(document).IsEmpty)
        {
            CollectInto(bucket, document, score);
        }
    }

    public override double Value(ReadOnlySpan<string> path, int bucket) =>
        path is [] or ["_count"] ? CountOf(bucket) : SubValue(path, bucket);

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        writer.WriteNumber("doc_count", CountOf(bucket));
        WriteSubs(writer, bucket);
    }
}
