using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary><c>range</c> and <c>date_range</c>: buckets from a bound, inclusive, to another, exclusive. They may overlap.</summary>
internal sealed class RangeAggregator : BucketAggregator
{
    private readonly NumberSource source;
    private readonly ValueFormat format;
    private readonly Range[] ranges;
    private readonly bool keyed;

    private sealed record Range(string Key, double From, double To);

    public RangeAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        JsonElement asked = default;
        var named = false;
        var options = new FieldOptions(
            spec,
            property =>
            {
                switch (property.Name)
                {
                    case "ranges":
                        asked = property.Value;
                        return true;
                    case "keyed":
                        named = property.Value.Bool(property.Name);
                        return true;
                    default:
                        return false;
                }
            }
        );
        keyed = named;
        source = options.Numbers(context);
        if (spec.Type == "date_range" && source.Field is { Type: not FieldType.Date } other)
        {
            throw options.NotFor(other);
        }

        format = ValueFormat.Of(
            spec,
            source.Field,
            spec.Type == "date_range" || source.Field?.Type == FieldType.Date ? options.Format : null,
            options.Zone
        );
        if (asked.ValueKind != JsonValueKind.Array || asked.GetArrayLength() == 0)
        {
            throw ElasticsearchException.IllegalArgument($"No [ranges] specified for the [{spec.Name}] aggregation");
        }

        ranges = [.. asked.Items().Select(range => Read(range, options)).OrderBy(range => range.From).ThenBy(range => range.To)];
    }

    private Range Read(JsonElement range, FieldOptions options)
    {
        string? key = null;
        var (from, to) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var property in range.Properties())
        {
            switch (property.Name)
            {
                case "key":
                    key = property.Value.Text();
                    break;
                case "from":
                    from = Bound(property.Value, from, options);
                    break;
                case "to":
                    to = Bound(property.Value, to, options);
                    break;
                default:
                    throw Spec.Unknown(property.Name);
            }
        }

        return new(key ?? $"{Print(from)}-{Print(to)}", from, to);
    }

    private double Bound(JsonElement value, double unbounded, FieldOptions options)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return unbounded;
        }

        if (source.Field?.Type == FieldType.Date || Spec.Type == "date_range")
        {
            var formats = DateFormats.Of(options.Format ?? source.Field?.Format ?? DateFormats.Default);
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var millis) && options.Format is null
                ? millis
                : formats.Parse(value.Text(), Context.Now, roundUp: false, options.Zone);
        }

        return value.Double("from");
    }

    private string Print(double bound) => double.IsInfinity(bound) ? "*" : format.Print(bound);

    protected override string TypeName => Spec.Type;

    public override void EnterView(int view)
    {
        base.EnterView(view);
        source.EnterView(view);
    }

    public override void EnterSegment(Segment segment)
    {
        base.EnterSegment(segment);
        source.EnterSegment(segment);
    }

    public override void Collect(int document, int bucket, float score)
    {
        var values = source.Values(document);
        if (values.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < ranges.Length; i++)
        {
            foreach (var value in values)
            {
                var number = source.Read(value);
                if (number >= ranges[i].From && number < ranges[i].To)
                {
                    CollectInto(bucket * ranges.Length + i, document, score);
                    break;
                }
            }
        }
    }

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        Context.CountBuckets(ranges.Length);
        writer.WritePropertyName("buckets");
        if (keyed)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }

        for (var i = 0; i < ranges.Length; i++)
        {
            var range = ranges[i];
            var own = bucket < 0 ? -1 : bucket * ranges.Length + i;
            if (keyed)
            {
                writer.WriteStartObject(range.Key);
            }
            else
            {
                writer.WriteStartObject();
                writer.WriteString("key", range.Key);
            }

            WriteBound(writer, "from", range.From);
            WriteBound(writer, "to", range.To);
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

    private void WriteBound(Utf8JsonWriter writer, string name, double bound)
    {
        if (double.IsInfinity(bound))
        {
            return;
        }

        JavaNumbers.Write(writer, name, bound);
        if (!format.IsRaw)
        {
            writer.WriteString($"{name}_as_string", format.Print(bound));
        }
    }
}
