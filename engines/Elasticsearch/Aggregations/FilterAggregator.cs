using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary><c>filter</c> and <c>filters</c>: buckets of what matches queries; a document may be in several.</summary>
internal sealed class FilterAggregator : BucketAggregator
{
    private readonly (string? Name, JsonElement Query)[] filters;
    private readonly DocumentSet?[] sets;
    private readonly ulong[]?[] bits;
    private readonly string? other;
    private readonly bool keyed = true;

    public FilterAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        if (spec.Type == "filter")
        {
            filters = [(null, spec.Body)];
        }
        else
        {
            (filters, other, keyed) = Read(spec);
        }

        sets = new DocumentSet?[filters.Length];
        bits = new ulong[]?[filters.Length];
    }

    private static ((string? Name, JsonElement Query)[] Filters, string? Other, bool Keyed) Read(AggregationSpec spec)
    {
        JsonElement asked = default;
        string? name = null;
        bool? wanted = null;
        var keyed = true;
        foreach (var property in spec.Body.Properties())
        {
            switch (property.Name)
            {
                case "filters":
                    asked = property.Value;
                    break;
                case "other_bucket":
                    wanted = property.Value.Bool(property.Name);
                    break;
                case "other_bucket_key":
                    name = property.Value.Text();
                    break;
                case "keyed":
                    keyed = property.Value.Bool(property.Name);
                    break;
                default:
                    throw spec.Unknown(property.Name);
            }
        }

        var other = wanted ?? name is not null ? name ?? "_other_" : null;
        return asked.ValueKind switch
        {
            JsonValueKind.Object => (
                [
                    .. asked
                        .Properties()
                        .Select(filter => ((string?)filter.Name, filter.Value))
                        .OrderBy(filter => filter.Item1, StringComparer.Ordinal),
                ],
                other,
                keyed
            ),
            JsonValueKind.Array => ([.. asked.Items().Select(filter => ((string?)null, filter))], other, false),
            _ => throw ElasticsearchException.IllegalArgument($"[filters] must be set for the aggregation [{spec.Name}]"),
        };
    }

    protected override string TypeName => Spec.Type;

    private int Width => filters.Length + (other is null ? 0 : 1);

    public override void EnterView(int view)
    {
        base.EnterView(view);
        var context = Context.Views[view];
        for (var i = 0; i < filters.Length; i++)
        {
            sets[i] = DocumentSet.Of(context.View, QueryParser.Parse(filters[i].Query, context));
        }
    }

    public override void EnterSegment(Segment segment)
    {
        base.EnterSegment(segment);
        for (var i = 0; i < filters.Length; i++)
        {
            bits[i] = sets[i]!.Of(segment);
        }
    }

    public override void Collect(int document, int bucket, float score)
    {
        var any = false;
        for (var i = 0; i < filters.Length; i++)
        {
            if (DocumentSet.Has(bits[i], document))
            {
                any = true;
                CollectInto(bucket * Width + i, document, score);
            }
        }

        if (!any && other is not null)
        {
            CollectInto(bucket * Width + filters.Length, document, score);
        }
    }

    public override double Value(ReadOnlySpan<string> path, int bucket) =>
        Spec.Type != "filter" ? base.Value(path, bucket)
        : path is [] or ["_count"] ? CountOf(bucket)
        : SubValue(path, bucket);

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        if (Spec.Type == "filter")
        {
            writer.WriteNumber("doc_count", CountOf(bucket));
            WriteSubs(writer, bucket);
            return;
        }

        Context.CountBuckets(Width);
        writer.WritePropertyName("buckets");
        if (keyed)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }

        for (var i = 0; i < Width; i++)
        {
            var own = bucket < 0 ? -1 : bucket * Width + i;
            var name = i < filters.Length ? filters[i].Name : other;
            if (keyed)
            {
                writer.WriteStartObject(name!);
            }
            else
            {
                writer.WriteStartObject();
                if (name is not null && i < filters.Length)
                {
                    writer.WriteString("key", name);
                }
            }

            writer.WriteNumber("doc_count", CountOf(own));
            WriteSubs(writer, own);
            writer.WriteEndObject();
        }

        if (keyed)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }
}
