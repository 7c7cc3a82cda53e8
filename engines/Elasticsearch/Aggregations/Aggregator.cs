using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>One aggregation at work: fed with documents, each for a bucket of the one above; written at the end, bucket by bucket.</summary>
internal abstract class Aggregator(AggregationSpec spec, AggregationContext context)
{
    public AggregationSpec Spec => spec;

    protected AggregationContext Context => context;

    /// <summary>As <c>typed_keys</c> names what it answers.</summary>
    protected abstract string TypeName { get; }

    public virtual bool NeedsScores => false;

    /// <summary>Before the segments of one of the indices.</summary>
    public abstract void EnterView(int view);

    public abstract void EnterSegment(Segment segment);

    public abstract void Collect(int document, int bucket, float score);

    public void WriteNamed(Utf8JsonWriter writer, int bucket)
    {
        writer.WriteStartObject(context.Body.TypedKeys ? $"{TypeName}#{spec.Name}" : spec.Name);
        if (spec.Meta is { } meta)
        {
            writer.WritePropertyName("meta");
            meta.WriteTo(writer);
        }

        Write(writer, bucket);
        writer.WriteEndObject();
    }

    /// <param name="bucket">−1: one that nothing fell into.</param>
    protected abstract void Write(Utf8JsonWriter writer, int bucket);

    /// <summary>What buckets may be ordered by.</summary>
    /// <param name="path">What is left of the order's path after this aggregation's name.</param>
    public virtual double Value(ReadOnlySpan<string> path, int bucket) =>
        throw ElasticsearchException.IllegalArgument(
            $"Invalid aggregation order path [{string.Join('>', [spec.Name, .. path])}]. "
                + "Buckets can only be sorted on a sub-aggregator path that is built out of zero or more single-bucket aggregations within the path "
                + "and a final single-bucket or a metrics aggregation at the path end."
        );
}

/// <summary>One aggregation as it was asked for.</summary>
/// <param name="Body">Its own options.</param>
/// <param name="Subs">The aggregations under it, in the order they were asked for.</param>
internal sealed record AggregationSpec(string Name, string Type, JsonElement Body, JsonElement? Meta, IReadOnlyList<AggregationSpec> Subs)
{
    public ElasticsearchException Unknown(string property) => new(400, "x_content_parse_exception", $"[{Type}] unknown field [{property}]");

    public ElasticsearchException Unsupported(string property) =>
        ElasticsearchException.Unsupported($"[{property}] in the aggregation [{Name}] of type [{Type}]");
}
