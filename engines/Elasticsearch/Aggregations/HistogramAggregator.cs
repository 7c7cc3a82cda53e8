using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>What <c>histogram</c> and <c>date_histogram</c> share: buckets in a row, gaps filled.</summary>
internal abstract class HistogramAggregator : BucketAggregator
{
    private readonly BucketMap buckets;

    protected HistogramAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        buckets = new(NewBucket);
        Options = new(spec, Take);
        Source = Options.Numbers(context);
    }

    protected FieldOptions Options { get; }

    protected NumberSource Source { get; }

    private long MinDocCount { get; set; }

    private bool Keyed { get; set; }

    private IReadOnlyList<BucketOrder> Order { get; set; } = [new("_key", true)];

    protected (JsonElement? Min, JsonElement? Max) ExtendedBounds { get; private set; }

    protected (JsonElement? Min, JsonElement? Max) HardBounds { get; private set; }

    /// <returns>False: the type has no such option.</returns>
    protected virtual bool Take(JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        switch (name)
        {
            case "min_doc_count":
                MinDocCount = value.Long(name) is var least and >= 0
                    ? least
                    : throw ElasticsearchException.IllegalArgument(
                        $"[min_doc_count] must be greater than or equal to 0. Found [{value.Text()}] in [{Spec.Name}]"
                    );
                return true;
            case "keyed":
                Keyed = value.Bool(name);
                return true;
            case "order":
                Order = [.. BucketOrder.Read(value), new("_key", true)];
                return true;
            case "extended_bounds":
                ExtendedBounds = Bounds(value);
                return true;
            case "hard_bounds":
                HardBounds = Bounds(value);
                return true;
            default:
                return false;
        }
    }

    private (JsonElement? Min, JsonElement? Max) Bounds(JsonElement value)
    {
        (JsonElement? Min, JsonElement? Max) bounds = default;
        foreach (var property in value.Properties())
        {
            bounds = property.Name switch
            {
                _ when property.Value.ValueKind == JsonValueKind.Null => bounds,
                "min" => (property.Value, bounds.Max),
                "max" => (bounds.Min, property.Value),
                _ => throw Spec.Unknown(property.Name),
            };
        }

        return bounds;
    }

    /// <summary>The key of the bucket that a value lies in; null: beyond the hard bounds.</summary>
    protected abstract long? KeyOf(long value);

    protected abstract long NextKey(long key);

    /// <summary>The keys of the first and the last bucket that must be there.</summary>
    protected abstract (long? Least, long? Most) Extended();

    protected abstract void WriteKey(Utf8JsonWriter writer, long key);

    protected abstract string Name(long key);

    public override void EnterView(int view)
    {
        base.EnterView(view);
        Source.EnterView(view);
    }

    public override void EnterSegment(Segment segment)
    {
        base.EnterSegment(segment);
        Source.EnterSegment(segment);
    }

    public override void Collect(int document, int bucket, float score)
    {
        long? before = null;
        foreach (var value in Source.Values(document))
        {
            // Values ascend, so a bucket that a document falls into twice comes twice in a row.
            if (KeyOf(value) is { } key && key != before)
            {
                before = key;
                CollectInto(buckets.Of(bucket, key), document, score);
            }
        }
    }

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        var rows = new List<(long Key, int Bucket)>();
        foreach (var own in buckets.OfOwner(bucket))
        {
            rows.Add((buckets.Key(own), own));
        }

        rows.Sort();
        if (MinDocCount == 0)
        {
            rows = Filled(rows);
        }
        else
        {
            rows.RemoveAll(row => CountOf(row.Bucket) < MinDocCount);
        }

        if (Order is not [{ IsKey: true, Ascending: true }, ..])
        {
            rows.Sort(Compare);
        }

        Context.CountBuckets(rows.Count);
        writer.WritePropertyName("buckets");
        if (Keyed)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }

        foreach (var (key, own) in rows)
        {
            if (Keyed)
            {
                writer.WriteStartObject(Name(key));
            }
            else
            {
                writer.WriteStartObject();
            }

            WriteKey(writer, key);
            writer.WriteNumber("doc_count", CountOf(own));
            WriteSubs(writer, own);
            writer.WriteEndObject();
        }

        if (Keyed)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private List<(long Key, int Bucket)> Filled(List<(long Key, int Bucket)> rows)
    {
        var (least, most) = Extended();
        if (rows.Count > 0)
        {
            (least, most) = (Math.Min(least ?? rows[0].Key, rows[0].Key), Math.Max(most ?? rows[^1].Key, rows[^1].Key));
        }

        if (least is null || most is null)
        {
            return rows;
        }

        var filled = new List<(long Key, int Bucket)>();
        var at = 0;
        for (var key = least.Value; key <= most.Value; )
        {
            while (at < rows.Count && rows[at].Key <= key)
            {
                filled.Add(rows[at++]);
            }

            if (filled.Count == 0 || filled[^1].Key < key)
            {
                filled.Add((key, -1));
            }

            if (filled.Count > AggregationContext.MaxBuckets)
            {
                throw AggregationContext.TooMany();
            }

            var next = NextKey(key);
            if (next <= key)
            {
                break;
            }

            key = next;
        }

        filled.AddRange(rows.Skip(at));
        return filled;
    }

    private int Compare((long Key, int Bucket) a, (long Key, int Bucket) b)
    {
        foreach (var order in Order)
        {
            var compared = order.IsKey
                ? order.Ascending
                    ? a.Key.CompareTo(b.Key)
                    : b.Key.CompareTo(a.Key)
                : order.IsCount
                    ? order.Ascending
                        ? CountOf(a.Bucket).CompareTo(CountOf(b.Bucket))
                        : CountOf(b.Bucket).CompareTo(CountOf(a.Bucket))
                    : order.Compare(SubValue(order.Parts, a.Bucket), SubValue(order.Parts, b.Bucket));
            if (compared != 0)
            {
                return compared;
            }
        }

        return 0;
    }
}
