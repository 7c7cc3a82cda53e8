using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>A bucket for each value of a field, the largest first.</summary>
internal sealed class TermsAggregator : BucketAggregator
{
    private readonly TermsOptions options;
    private readonly MappedField? mapped;
    private readonly KeywordSource? keywords;
    private readonly NumberSource? numbers;
    private readonly ValueFormat format;
    private readonly BucketMap buckets;
    private readonly Func<long, bool> acceptsNumber;
    private readonly HashSet<long> every = [];

    // Of the first owner, by the term's number: most aggregations have no other.
    private readonly List<int> first = [];

    public TermsAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        options = new(spec);
        mapped = context.Field(options.Common.RequiredField, spec.Name);
        buckets = new(NewBucket);
        format = ValueFormat.Raw;
        acceptsNumber = _ => true;
        // Where no index has the field, what stands for it is a keyword.
        if (mapped is null or { Type: FieldType.Keyword })
        {
            keywords = new(context, options.Common.RequiredField, options.Common.Missing);
        }
        else
        {
            numbers = options.Common.Numbers(context);
            format = ValueFormat.Of(spec, mapped, options.Common.Format, options.Common.Zone);
            acceptsNumber = options.AcceptsNumber(spec, text => FieldOptions.Coded(text, mapped, context));
        }

        foreach (var order in options.Order.Where(order => !order.IsKey && !order.IsCount))
        {
            // A path that leads nowhere is refused before anything is counted.
            SubValue(order.Parts, -1);
        }
    }

    protected override string TypeName =>
        mapped is null && options.Common.Missing is null ? "umterms"
        : keywords is not null ? "sterms"
        : mapped is { IsFloating: true } ? "dterms"
        : "lterms";

    public override void EnterView(int view)
    {
        base.EnterView(view);
        keywords?.EnterView(view);
        numbers?.EnterView(view);
    }

    public override void EnterSegment(Segment segment)
    {
        base.EnterSegment(segment);
        keywords?.EnterSegment(segment);
        numbers?.EnterSegment(segment);
        if (options.MinDocCount == 0)
        {
            AddAll(segment);
        }
    }

    /// <summary>Terms that no match has are answered too.</summary>
    private void AddAll(Segment segment)
    {
        if (keywords is not null)
        {
            every.UnionWith(keywords.AllGlobals().Select(number => (long)number));
            return;
        }

        for (var document = 0; document < segment.DocumentCount; document++)
        {
            foreach (var value in numbers!.Values(document))
            {
                every.Add(numbers.Coded(value));
            }
        }
    }

    public override void Collect(int document, int bucket, float score)
    {
        if (keywords is not null)
        {
            foreach (var ordinal in keywords.Ordinals(document))
            {
                CollectInto(Bucket(bucket, keywords.Global(ordinal)), document, score);
            }

            return;
        }

        var values = numbers!.Values(document);
        for (var i = 0; i < values.Length; i++)
        {
            // A value that a document has twice counts once.
            if (i == 0 || values[i] != values[i - 1])
            {
                CollectInto(buckets.Of(bucket, numbers.Coded(values[i])), document, score);
            }
        }
    }

    private int Bucket(int owner, int number)
    {
        if (owner != 0)
        {
            return buckets.Of(owner, number);
        }

        while (first.Count <= number)
        {
            first.Add(-1);
        }

        return first[number] >= 0 ? first[number] : first[number] = buckets.Of(0, number);
    }

    protected override void Write(Utf8JsonWriter writer, int bucket)
    {
        List<Row> rows = [];
        foreach (var own in buckets.OfOwner(bucket))
        {
            rows.Add(new(own, buckets.Key(own), CountOf(own), keywords?.Term((int)buckets.Key(own)) ?? ""));
        }

        if (options.MinDocCount == 0)
        {
            var there = rows.Select(row => row.Key).ToHashSet();
            rows.AddRange(every.Where(key => !there.Contains(key)).Select(key => new Row(-1, key, 0, keywords?.Term((int)key) ?? "")));
        }

        rows.RemoveAll(row => row.Count < options.MinDocCount || options.HasFilter && !Accepts(row));
        rows.Sort(Compare);
        var shown = Math.Min(rows.Count, options.Size);
        Context.CountBuckets(shown);
        writer.WriteNumber("doc_count_error_upper_bound", 0);
        writer.WriteNumber("sum_other_doc_count", rows.Skip(shown).Sum(row => row.Count));
        writer.WriteStartArray("buckets");
        foreach (var row in rows.Take(shown))
        {
            writer.WriteStartObject();
            WriteKey(writer, row);
            writer.WriteNumber("doc_count", row.Count);
            if (options.ShowError)
            {
                writer.WriteNumber("doc_count_error_upper_bound", 0);
            }

            WriteSubs(writer, row.Bucket);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private readonly record struct Row(int Bucket, long Key, long Count, string Term);

    private bool Accepts(Row row) => keywords is not null ? options.Accepts(row.Term) : acceptsNumber(row.Key);

    private double Number(Row row) => mapped is { IsFloating: true } ? SortableNumber.ToDouble(row.Key) : row.Key;

    private void WriteKey(Utf8JsonWriter writer, Row row)
    {
        if (keywords is not null)
        {
            writer.WriteString("key", row.Term);
        }
        else if (mapped is { IsFloating: true })
        {
            JavaNumbers.Write(writer, "key", SortableNumber.ToDouble(row.Key));
        }
        else
        {
            writer.WriteNumber("key", row.Key);
        }

        if (!format.IsRaw)
        {
            writer.WriteString("key_as_string", format.Print(Number(row)));
        }
    }

    private int Compare(Row a, Row b)
    {
        foreach (var order in options.Order)
        {
            int compared;
            if (order.IsKey)
            {
                compared = keywords is not null ? Utf8Order.Instance.Compare(a.Term, b.Term) : a.Key.CompareTo(b.Key);
                compared = order.Ascending ? compared : -compared;
            }
            else if (order.IsCount)
            {
                compared = order.Ascending ? a.Count.CompareTo(b.Count) : b.Count.CompareTo(a.Count);
            }
            else
            {
                compared = order.Compare(SubValue(order.Parts, a.Bucket), SubValue(order.Parts, b.Bucket));
            }

            if (compared != 0)
            {
                return compared;
            }
        }

        return 0;
    }
}
